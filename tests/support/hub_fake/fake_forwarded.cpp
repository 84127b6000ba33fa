#include "tests/support/hub_fake/hub_fake_state.h"

#include <array>

namespace hub::test {

namespace {

using api::ForwardedKind;
using api::ForwardedState;

class FakeForwarded final : public api::ForwardedApi
{
public:
    explicit FakeForwarded(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<api::ForwardedPage>> search(api::ForwardedFilter filter,
                                                    api::PageRequest page) override
    {
        using Page = api::ForwardedPage;
        return m_state.answer<Page>(QStringLiteral("forwarded.search"), {},
                                    [this, filter, page]() -> api::Result<Page> {
                                        Page out;
                                        qint64 number = 0;
                                        const qint64 skip = page.after.toLongLong();
                                        for (const auto& row : rows(filter.kind)) {
                                            if (!fits(filter, row)) continue;
                                            if (number++ < skip) continue;
                                            if (number > skip + page.limit) {
                                                out.next = QString::number(skip + page.limit);
                                                break;
                                            }
                                            out.rows.push_back(row);
                                        }
                                        if (!out.rows.empty()) out.lookedBackTo = out.rows.back().askedAt;
                                        return out;
                                    });
    }
    QFuture<api::Result<api::ForwardedDetail>> one(ForwardedKind kind, QString id) override
    {
        return m_state.answer<api::ForwardedDetail>(
            QStringLiteral("forwarded.one"), id, [this, kind, id]() -> api::Result<api::ForwardedDetail> {
                for (const auto& row : rows(kind))
                    if (row.id == id) return detail(row);
                return base::Unexpected(State::unknown(QStringLiteral("message")));
            });
    }

private:
    static bool fits(const api::ForwardedFilter& filter, const api::ForwardedRow& row)
    {
        return (filter.id.isEmpty() || row.id == filter.id) &&
               (filter.fsp.isEmpty() || row.from == filter.fsp || row.to == filter.fsp) &&
               (!filter.state || row.state == *filter.state) &&
               (filter.errorCode.isEmpty() || row.errorCode == filter.errorCode);
    }
    /// Newest first.
    std::vector<api::ForwardedRow> rows(ForwardedKind kind) const
    {
        std::vector<api::ForwardedRow> out;
        const auto& all = m_state.scheme.transfers();
        int number = static_cast<int>(all.size());
        for (auto at = all.rbegin(); at != all.rend(); ++at, --number) {
            const bool isRequest =
                kind == ForwardedKind::TransactionRequest || kind == ForwardedKind::Authorization;
            if ((isRequest || kind == ForwardedKind::BulkQuote) && number % 10 != 0) continue;
            out.push_back(rowOf(kind, at->row, number));
        }
        return out;
    }
    static api::ForwardedRow rowOf(ForwardedKind kind, const api::TransferRow& of, int number)
    {
        api::ForwardedRow row;
        row.kind = kind;
        row.id = kind == ForwardedKind::Lookup ? of.traceId : FakeScheme::quoteIdOf(of);
        row.from = of.payer;
        row.to = of.payee;
        row.askedAt = of.receivedAt.plusMs(kind == ForwardedKind::Lookup ? -1'400 : -640);
        row.latencyUs = 21'300 + number % 7 * 1'900;
        row.state = ForwardedState::Answered;
        row.traceId = of.traceId;
        row.about = kind == ForwardedKind::Lookup          ? QStringLiteral("MSISDN 277…89")
                    : kind == ForwardedKind::Authorization ? QStringLiteral("ENTERED")
                                                           : QStringLiteral("TRANSFER");
        if (kind != ForwardedKind::Lookup) {
            row.amount = of.amount;
            row.currency = of.currency;
        }
        if (number % 9 == 0) {
            row.state = ForwardedState::Refused;
            row.errorCode = kind == ForwardedKind::Lookup ? QStringLiteral("3204") : QStringLiteral("5100");
        } else if (number % 23 == 0) {
            row.state = ForwardedState::Failed;
            row.errorCode = QStringLiteral("1001");
        } else if (number % 31 == 0) {
            row.state = ForwardedState::Asked;
            row.latencyUs.reset();
        }
        return row;
    }
    static api::ForwardedDetail detail(const api::ForwardedRow& row)
    {
        const QString hub = QStringLiteral("hub");
        const bool isLookup = row.kind == ForwardedKind::Lookup;
        const QString question =
            isLookup ? QStringLiteral("GET /parties/{Type}/{ID}") : QStringLiteral("POST /quotes");
        const QString answer =
            isLookup ? QStringLiteral("PUT /parties/{Type}/{ID}") : QStringLiteral("PUT /quotes/{ID}");
        const qint64 start = row.askedAt.ms * 1000;
        api::ForwardedDetail out;
        out.row = row;
        out.hops = {{start, row.from, hub, question, false, start + 300},
                    {start + 900, hub, row.to, question, row.state == ForwardedState::Failed, start + 2'400}};
        if (row.state == ForwardedState::Answered) {
            out.hops.push_back({start + 21'300, row.to, hub, answer, false, start + 21'500});
            out.hops.push_back({start + 21'900, hub, row.from, answer, false, start + 23'000});
        } else if (row.latencyUs) {
            out.hops.push_back(
                {start + 21'900, hub, row.from, answer + QStringLiteral("/error"), false, start + 23'000});
        }
        api::CallbackRow passed{1, row.to, question, {}, api::CallbackState::Delivered, row.askedAt, {}};
        passed.attempts.push_back({row.askedAt, 202, 1'500, {}});
        out.deliveries = {passed};
        if (row.state == ForwardedState::Refused)
            out.cause = QStringLiteral("%1 refused: %2 Party not found").arg(row.to, row.errorCode);
        if (row.state == ForwardedState::Failed)
            out.cause = QStringLiteral("The hub answered with 1001 Destination communication error");
        if (row.state == ForwardedState::Asked) out.cause = QStringLiteral("%1 has not answered").arg(row.to);
        if (!isLookup)
            out.facts = {{QStringLiteral("amountType"), QStringLiteral("SEND")},
                         {QStringLiteral("initiator"), QStringLiteral("PAYER")},
                         {QStringLiteral("payeeFspFee"), QStringLiteral("0.50 USD")},
                         {QStringLiteral("expiration"), QStringLiteral("2026-11-23T14:10:00.000Z")}};
        return out;
    }
    State& m_state;
};

} // namespace

std::unique_ptr<api::ForwardedApi> makeFakeForwarded(State& state)
{
    return std::make_unique<FakeForwarded>(state);
}

std::vector<api::BulkDetail> fakeBulks(const FakeScheme& scheme)
{
    constexpr std::size_t kItems = 4;
    constexpr std::array kStates{domain::BulkState::Completed, domain::BulkState::Accepted,
                                 domain::BulkState::Rejected};
    const auto& all = scheme.transfers();
    std::vector<api::BulkDetail> out;
    for (std::size_t b = 0; b < kStates.size() && all.size() >= (b + 1) * kItems; ++b) {
        api::BulkDetail bulk;
        const auto& first = all[all.size() - 1 - b * kItems].row;
        bulk.row.id =
            domain::BulkTransferId(*domain::CorrelationId::parse(FakeScheme::quoteIdOf(first).toStdString()));
        bulk.row.state = kStates[b];
        bulk.row.payer = QStringLiteral("greenbank");
        bulk.row.payee = b == 1 ? QStringLiteral("lakeside") : QStringLiteral("mobilecash");
        bulk.row.receivedAt = first.receivedAt;
        bulk.row.changedAt = first.changedAt;
        bulk.row.expiresAt = first.receivedAt.plusMs(60'000);
        bulk.row.transfers = static_cast<int>(kItems);
        bulk.row.traceId = first.traceId;
        if (kStates[b] == domain::BulkState::Rejected) {
            bulk.row.errorCode = QStringLiteral("5103");
            bulk.errorDescription = QStringLiteral("Payee FSP rejected the bulk");
        }
        for (std::size_t i = 0; i < kItems; ++i) {
            const auto& row = all[all.size() - 1 - b * kItems - i].row;
            api::BulkItemRow item;
            item.index = static_cast<int>(i);
            item.transfer = row.id;
            item.amount = row.amount;
            item.currency = row.currency;
            item.transferState = row.state;
            item.state = b == 1   ? domain::BulkItemState::Accepted
                         : b == 2 ? domain::BulkItemState::Rejected
                         : i == 2 ? domain::BulkItemState::Invalid
                                  : domain::BulkItemState::Completed;
            if (item.state == domain::BulkItemState::Invalid) {
                item.errorCode = QStringLiteral("4001");
                item.errorDescription = QStringLiteral("Payer FSP insufficient liquidity");
            }
            bulk.items.push_back(item);
        }
        out.push_back(std::move(bulk));
    }
    return out;
}

} // namespace hub::test
