#include "core/base/check.h"
#include "core/ledger/settlement_rows.h"

namespace hub::ledger {
namespace {

std::uint64_t keyOf(domain::AccountId payer, domain::AccountId payee)
{
    return (static_cast<std::uint64_t>(payer.value()) << 32U) ^ static_cast<std::uint64_t>(payee.value());
}

} // namespace

Flow& WindowFlows::at(domain::WindowId window, domain::AccountId payer, domain::AccountId payee)
{
    const auto [place, isNew] = m_places.try_emplace(keyOf(payer, payee), m_rows.size());
    if (isNew) m_rows.push_back(Flow{window, payer, payee, {}, {}, 0, 0, false});
    Flow& row = m_rows[place->second];
    HUB_CHECK(row.payer == payer && row.payee == payee);
    return row;
}

void WindowFlows::add(domain::WindowId window, domain::AccountId payer, domain::AccountId payee,
                      domain::Amount amount, bool isGross)
{
    Flow& row = at(window, payer, payee);
    (isGross ? row.gross : row.net) += amount;
    ++row.transfers;
    if (isGross) ++row.grossTransfers;
}

void WindowFlows::settle(domain::AccountId payer, domain::AccountId payee)
{
    const auto place = m_places.find(keyOf(payer, payee));
    if (place != m_places.end()) m_rows[place->second].isSettled = true;
}

void WindowFlows::put(const Flow& flow)
{
    at(flow.window, flow.payer, flow.payee) = flow;
}

const Flow* WindowFlows::find(domain::AccountId payer, domain::AccountId payee) const
{
    const auto place = m_places.find(keyOf(payer, payee));
    return place != m_places.end() ? &m_rows[place->second] : nullptr;
}

} // namespace hub::ledger
