#pragma once

#include "app/sim/http_link.h"
#include "app/sim/journal.h"
#include "app/sim/load_options.h"
#include "app/sim/load_report.h"
#include "app/sim/message_templates.h"
#include "app/sim/transfer_ids.h"

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace hub::sim {

/// The names `simdfsp01`, `simdfsp02`, … of a load run.
std::vector<std::string> loadDfspNames(std::size_t count);

/// Keeps transfers in flight (or paces them), plays payer and payee, and keeps the books of both. One thread.
/// On its path nothing is looked up by text and nothing is allocated once every slot has been used.
class LoadRun final : public RequestSink, public ReplySink
{
public:
    LoadRun(EventLoop& loop, const LoadOptions& options, Journal& journal);

    /// Runs to the end of the measured time and until nothing is in flight or the wait for it is over.
    void run();
    LoadReport& report() { return m_report; }
    /// What each DFSP's position must have moved by.
    const std::vector<domain::Amount>& committed() const { return m_committed; }

    void onRequest(const HttpRequest& request, std::string& answer) override;
    void onAnswered() override;
    void onReply(std::uint64_t tag, const HttpReply& reply) override;
    void onLost(std::uint64_t tag) override;

private:
    enum class Leg : std::uint8_t { Prepare, Fulfil };
    struct Slot
    {
        std::uint64_t sequence = 0;
        const PaymentTemplate* payment = nullptr;
        std::int64_t startUs = 0;
        std::int64_t deadlineUs = 0;
        std::uint8_t holds = 0; ///< messages whose bytes the pool or the retry queue still names
        std::array<std::uint8_t, 2> attempts{};
        bool isOpen = false;    ///< no outcome yet
        bool isOverdue = false; ///< counted as outstanding; its place in flight is given to another
        bool hasFulfilled = false;
        std::string prepare;
        std::string fulfil;
    };
    struct Retry
    {
        std::int64_t atUs;
        std::uint64_t tag;
    };

    void refill();
    bool mayStart() const;
    std::uint32_t takeSlot();
    void start(std::int64_t intendedUs);
    void sendFulfil(std::uint32_t index);
    void transmit(std::uint32_t index, Leg leg);
    void again(std::uint32_t index, Leg leg);
    void letGo(std::uint32_t index);
    void finish(std::uint32_t index);
    void onForwarded(std::size_t dfsp, const HttpRequest& request);
    void onCallback(std::size_t dfsp, std::string_view id, bool isError, std::string_view body);
    void onCommitted(Slot& slot);
    Slot* find(std::string_view id, std::uint32_t& index);
    void housekeep();
    void beginMeasure();
    void endMeasure();
    void note(const Slot& slot, std::string_view kind);
    void stamp(std::string& bytes, const RequestTemplate& form, const Slot& slot, std::uint32_t index);
    void refreshTexts();
    void progress();

    EventLoop& m_loop;
    const LoadOptions& m_options;
    Journal& m_journal;
    std::vector<std::string> m_names;
    std::uint64_t m_key;
    TransferIds m_ids;
    std::vector<PaymentTemplate> m_payments;
    std::unique_ptr<HttpPool> m_pool;

    std::vector<std::unique_ptr<Slot>> m_slots;
    std::vector<std::uint32_t> m_free;
    std::vector<std::uint32_t> m_fulfilDue;
    std::deque<Retry> m_retries;
    std::uint64_t m_nextSequence = 0;
    std::size_t m_inFlight = 0;
    std::size_t m_overdue = 0;

    LoadReport m_report;
    std::vector<domain::Amount> m_committed;
    bool m_isMeasuring = false;
    bool m_isStopping = false;
    std::int64_t m_beginUs = 0;   ///< first start
    std::int64_t m_measureUs = 0; ///< begin of the measured time
    std::int64_t m_cpuUs = 0;
    std::int64_t m_pauseUntilUs = 0;
    std::int64_t m_sliceBeginUs = 0;
    std::int64_t m_progressUs = 0;
    std::uint64_t m_progressCount = 0;

    std::int64_t m_textMs = 0; ///< the millisecond of the texts below
    std::string m_date;
    std::string m_nowText;
    std::string m_expirationText;
};

} // namespace hub::sim
