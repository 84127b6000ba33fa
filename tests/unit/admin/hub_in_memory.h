#pragma once

#include "core/admin/live_board.h"
#include "core/admin/services.h"
#include "core/ledger/engine.h"
#include "core/store/memory/memory_store.h"

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace hub::test {

/// Readers that work on the caller's thread, or refuse when told to.
class InlineReaders final : public ledger::ReaderPool
{
public:
    explicit InlineReaders(store::MemoryStore& store)
        : m_store(store)
    {}
    bool read(std::function<void(ledger::LedgerReader&)> work) override
    {
        if (isFull) return false;
        store::MemoryReader reader(m_store);
        work(reader);
        return true;
    }
    bool isFull = false;

private:
    store::MemoryStore& m_store;
};

class NoNotices final : public ledger::NoticeSink
{
public:
    void notices(std::vector<ledger::Notice>&&) override {}
};

/// Engine, services and live board over a memory store: a hub without listeners.
class HubInMemory
{
public:
    explicit HubInMemory(ledger::EngineOptions options = {});
    ~HubInMemory();
    HubInMemory(const HubInMemory&) = delete;
    HubInMemory& operator=(const HubInMemory&) = delete;

    /// Posts a command and waits for its answer.
    admin::Result<ledger::Answer> run(ledger::Command command);
    /// Hub accounts and the default model of a currency, then the DFSP with cap and deposit.
    void openCurrency(std::string_view currency);
    void addDfsp(std::string_view name, std::string_view currency, std::string_view cap,
                 std::string_view deposit);
    /// A committed transfer; its id.
    domain::TransferId pay(std::string_view label, std::string_view payer, std::string_view payee,
                           std::string_view amount, std::string_view currency = "USD");
    domain::AccountId account(std::string_view name, domain::AccountType type,
                              std::string_view currency = "USD");

    base::SystemClock clock;
    store::MemoryStore store;
    InlineReaders readers{store};
    NoNotices notices;
    ledger::Engine engine;
    admin::LiveBoard board;
    admin::AdminServices services;

private:
    std::thread m_writer;
};

/// Waits for what a service tells: `call` gets the continuation. The promise lives as long as either side
/// needs it.
template <class T, class Call>
admin::Result<T> await(Call call)
{
    const auto promise = std::make_shared<std::promise<admin::Result<T>>>();
    auto future = promise->get_future();
    call(admin::Done<T>([promise](admin::Result<T> result) { promise->set_value(std::move(result)); }));
    return future.get();
}

domain::TransferId transferIdOf(std::string_view label);
domain::Currency currencyOf(std::string_view code);
domain::Amount amountOf(std::string_view text);

} // namespace hub::test
