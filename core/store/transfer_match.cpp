#include "core/store/transfer_match.h"

#include "core/base/bytes.h"

#include <algorithm>

namespace hub::store {
namespace {

bool isNamed(const std::string& wanted, const domain::FspId& name)
{
    return wanted.empty() || base::equalsIgnoreCase(wanted, name.value());
}

} // namespace

void addTaken(const ledger::WindowContent& content, std::vector<Taken>& taken)
{
    if (content.type == domain::AccountType::Position) taken.emplace_back(content.window, content.currency);
}

bool wasTaken(const std::vector<Taken>& taken, const ledger::TransferRow& row)
{
    return std::find(taken.begin(), taken.end(), Taken{row.window, row.currency}) != taken.end();
}

bool fits(const ledger::TransferFilter& filter, const ledger::TransferRow& row)
{
    if (filter.id && *filter.id != row.id) return false;
    if (!isNamed(filter.payer, row.payer) || !isNamed(filter.payee, row.payee)) return false;
    if (!isNamed(filter.anyParty, row.payer) && !isNamed(filter.anyParty, row.payee)) return false;
    if (filter.state && *filter.state != row.state) return false;
    if (filter.currency && *filter.currency != row.currency) return false;
    if (filter.window && *filter.window != row.window) return false;
    if (filter.from && row.receivedAt < *filter.from) return false;
    if (filter.to && row.receivedAt >= *filter.to) return false;
    if (filter.kind && *filter.kind != row.kind) return false;
    if (!filter.errorCode.empty() && filter.errorCode != row.errorCode) return false;
    if (filter.amountFrom && row.amount < *filter.amountFrom) return false;
    return !filter.amountTo || row.amount <= *filter.amountTo;
}

base::Expected<void, base::Error> checkFilter(const ledger::TransferFilter& filter)
{
    if (filter.limit < 1 || filter.limit > 1000)
        return base::Unexpected(base::Error{base::Error::Kind::Invalid, "limit is 1 to 1000"});
    for (const auto& amount : {filter.amountFrom, filter.amountTo})
        if (amount && !amount->isStorable())
            return base::Unexpected(base::Error{base::Error::Kind::Invalid, "no amount is that large"});
    return {};
}

void applyStep(const ledger::StateStep& step, domain::WindowId window, ledger::TransferRow& row)
{
    row.state = step.state;
    row.changedAt = step.at;
    if (step.error && !step.error->code.empty()) row.errorCode = step.error->code;
    if (window.value() != 0) row.window = window;
}

ledger::TransferRow rowOf(const ledger::TransferReceived& received)
{
    return {received.seq,
            received.id,
            received.kind,
            received.payer,
            received.payee,
            received.currency,
            received.amount,
            domain::TransferState::ReceivedPrepare,
            received.receivedAt,
            received.receivedAt,
            {},
            {}};
}

} // namespace hub::store
