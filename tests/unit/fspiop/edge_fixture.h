#pragma once

#include "core/fspiop/callback_desk.h"
#include "core/fspiop/routes.h"
#include "core/http/server.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

class QTcpSocket;

/// The DFSP listener on a real socket with nothing behind it: commands are taken down and answered at once,
/// messages that would leave are taken down, reads are given out of memory. Participants: green, blue (USD,
/// endpoints, active), red (inactive). Oracle: MSISDN in the built-in directory.
namespace hub::test {

struct FixedClock final : base::Clock
{
    base::Instant now() const override { return {ms}; }
    std::int64_t steadyUs() const override { return 0; }
    std::atomic<std::int64_t> ms{1795456931345}; // 2026-11-23T18:02:11.345Z
};

struct Reply
{
    int status = 0;
    std::string head;
    std::string body;
    std::string code() const; ///< errorInformation.errorCode
    std::string description() const;
};

class EdgeFixture : public ledger::ReaderPool
{
public:
    explicit EdgeFixture(fspiop::Settings settings = {}, fspiop::AdmissionLimits limits = {});
    ~EdgeFixture() override;

    /// Complete headers for the resource, then `headers` set over them (an empty value takes one away).
    Reply call(const char* method, const std::string& path, const char* resource,
               const std::string& body = {},
               const std::vector<std::pair<std::string, std::string>>& headers = {});

    bool read(std::function<void(ledger::LedgerReader&)> work) override;

    /// Waits until `count` messages have left.
    bool waitSent(std::size_t count);
    http::Outbound sent(std::size_t index);
    /// How the forwarded message ended.
    void finish(std::size_t index, http::DeliveryOutcome outcome, int status,
                http::DeliveryReason reason = {}, std::string body = {});
    /// Code in the body of a sent error callback.
    std::string sentCode(std::size_t index);
    template <class T>
    const T* command(std::size_t index)
    {
        const std::lock_guard lock(m_mutex);
        return index < m_commands.size() ? std::get_if<T>(&m_commands[index]) : nullptr;
    }
    std::size_t commandCount();
    /// Makes the edge know a key or certificate of a participant, as a commit would.
    /// `id` replaces one that trust() made before (they count from 1).
    void trust(const char* participant, domain::Credential credential, std::int64_t id = 0);
    void rule(const char* participant, domain::SignatureCheck check);
    const fspiop::Identities& identities() const { return m_identities; }
    /// The same request as call() sends; nobody waits for its answer.
    std::unique_ptr<QTcpSocket> open(const char* method, const std::string& path, const char* resource,
                                     const std::string& body,
                                     const std::vector<std::pair<std::string, std::string>>& headers);
    /// Answers the commands that were left open while `answersAtOnce` was false.
    void answerOpen();

    ledger::Answer answer; ///< of the writer to every command
    bool writerTakes = true;
    bool answersAtOnce = true;
    std::optional<ledger::TransferFacts> facts;
    std::optional<ledger::BulkFacts> bulk;
    std::vector<ledger::DirectoryEntry> directory;
    std::shared_ptr<const ledger::Registry> registry;
    FixedClock clock;

private:
    fspiop::FspiopServices services();

    std::mutex m_mutex;
    std::vector<ledger::Command> m_commands;
    std::vector<std::pair<ledger::OutcomeSink*, std::uint64_t>> m_open;
    std::int64_t m_credentials = 0;
    std::vector<http::Outbound> m_sent;
    fspiop::CallbackDesk m_desk;
    fspiop::Identities m_identities;
    fspiop::FspiopServices m_services;
    std::unique_ptr<http::Server> m_server;
    std::uint16_t m_port = 0;
};

} // namespace hub::test
