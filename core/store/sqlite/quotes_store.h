#pragma once

#include "core/agreement/quote_book.h"
#include "core/base/clock.h"
#include "core/store/data_directory.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace hub::store {

struct QuotesOptions
{
    std::int64_t kept = 1'000'000; ///< rows; the oldest leave
    std::size_t queueMax = 4096;   ///< messages that may wait
    std::size_t batchMax = 512;    ///< of one commit
};

/// The quotes thread: keeps the quotes of the persistent mode in quotes.db, all that wait in one commit. Not
/// durable against a power cut, after which a repeated quote counts as a new one. Never on the payment path.
class QuotesStore final : public agreement::QuoteBook
{
public:
    /// `directory` (with prepareQuotes() done) and `clock` outlive it.
    QuotesStore(DataDirectory& directory, const base::Clock& clock, QuotesOptions options = {});
    ~QuotesStore() override;

    void start();
    /// Rules on what waits, then the thread ends; later messages are not taken. Idempotent.
    void stop();

    [[nodiscard]] bool asked(std::string id, agreement::QuoteMessage&& request, Then then) override;
    [[nodiscard]] bool replied(std::string id, agreement::QuoteReply kind, agreement::QuoteMessage&& reply,
                               Then then) override;
    [[nodiscard]] bool looked(std::string id, std::string asker, Then then) override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::store
