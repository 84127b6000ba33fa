#include "tests/sim/money_model.h"

namespace hub::sim {

using ledger::FulfilAction;

MoneyModel::Units unitsOf(domain::Amount amount)
{
    const std::string text = amount.toString();
    MoneyModel::Units units = 0;
    int decimals = -1;
    for (const char c : text) {
        if (c == '.') {
            decimals = 0;
        } else if (c != '-') {
            units = units * 10 + (c - '0');
            if (decimals >= 0) ++decimals;
        }
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 4; ++i)
        units *= 10;
    return text[0] == '-' ? -units : units;
}

void MoneyModel::addParty(const std::string& name, Units cap, Units deposit)
{
    Party party;
    party.cap = cap;
    party.settlement = -deposit;
    m_parties[name] = party;
    m_reconciliation += deposit;
}

/// The state that a new prepare ends in.
std::string MoneyModel::judge(const ledger::Prepare& command, std::int64_t now) const
{
    constexpr Units kMax = 999'999'999'999'999'999;
    const Units amount = unitsOf(command.amount);
    const auto payer = m_parties.find(command.payer.value());
    const auto payee = m_parties.find(command.payee.value());
    if (command.source != command.payer || amount > kMax || amount <= 0) return "INVALID";
    if (payer == m_parties.end() || !payer->second.isActive) return "INVALID";
    if (payee == m_parties.end() || !payee->second.isActive) return "INVALID";
    if (!command.condition || command.expiration.ms < now || payer == payee) return "INVALID";
    if (!payer->second.isOpen) return "INVALID";
    const Units cover = -payer->second.settlement - payer->second.position;
    const Units headroom = payer->second.cap - payer->second.position;
    return cover < amount || headroom < amount ? "ABORTED_REJECTED" : "RESERVED";
}

void MoneyModel::prepare(const ledger::Prepare& command, std::int64_t now)
{
    if (m_transfers.contains(command.id.value())) return;
    Transfer transfer;
    transfer.payer = command.payer.value();
    transfer.payee = command.payee.value();
    transfer.amount = unitsOf(command.amount);
    transfer.expiration = command.expiration.ms;
    transfer.hash = command.hash;
    transfer.condition = command.condition;
    transfer.state = judge(command, now);
    if (transfer.state == "RESERVED") m_parties.at(transfer.payer).position += transfer.amount;
    m_transfers.emplace(command.id.value(), transfer);
}

void MoneyModel::giveBack(Transfer& transfer, const std::string& state)
{
    m_parties.at(transfer.payer).position -= transfer.amount;
    transfer.state = state;
}

/// The transfer when the payee speaks of it; a wrong destination has ended it.
MoneyModel::Transfer* MoneyModel::late(const domain::TransferId& id, const domain::FspId& source,
                                       const std::optional<domain::FspId>& destination)
{
    const auto at = m_transfers.find(id.value());
    if (at == m_transfers.end() || at->second.isFunds) return nullptr;
    Transfer& transfer = at->second;
    if (!m_parties.contains(source.value()) || source.value() != transfer.payee) return nullptr;
    if (destination && destination->value() != transfer.payer) {
        if (transfer.state == "RESERVED") giveBack(transfer, "ABORTED_ERROR");
        return nullptr;
    }
    return &transfer;
}

void MoneyModel::fulfil(const ledger::Fulfil& command, std::int64_t now)
{
    if (command.isVersion10 && command.action == FulfilAction::Reserve) return;
    Transfer* transfer = late(command.id, command.source, command.destination);
    if (transfer == nullptr || transfer->fulfilHash) return;
    transfer->fulfilHash = command.hash;
    if (command.action == FulfilAction::Reject || transfer->state != "RESERVED") return;
    if (!command.fulfilmentHash || command.fulfilmentHash != transfer->condition) {
        giveBack(*transfer, "ABORTED_ERROR");
    } else if (now <= transfer->expiration) {
        m_parties.at(transfer->payee).position -= transfer->amount;
        transfer->state = "COMMITTED";
    }
}

void MoneyModel::abort(const ledger::Abort& command)
{
    Transfer* transfer = late(command.id, command.source, command.destination);
    if (transfer == nullptr || transfer->errorHash) return;
    transfer->errorHash = command.hash;
    if (transfer->state == "RESERVED") giveBack(*transfer, "ABORTED_ERROR");
}

void MoneyModel::record(const ledger::RecordFunds& command, std::int64_t now)
{
    Party& party = m_parties.at(command.participant.value());
    const Units amount = unitsOf(command.amount);
    if (!party.isActive || amount <= 0 || m_transfers.contains(command.id.value())) return;
    Transfer transfer;
    transfer.payer = command.participant.value();
    transfer.isFunds = true;
    transfer.amount = amount;
    transfer.expiration = now + 432'000'000;
    if (command.action == ledger::RecordFunds::Action::In) {
        party.settlement -= amount;
        m_reconciliation += amount;
        transfer.state = "COMMITTED";
    } else if (party.settlement + amount > 0) {
        transfer.state = "ABORTED_REJECTED";
    } else {
        party.settlement += amount;
        transfer.state = "RESERVED";
    }
    m_transfers.emplace(command.id.value(), transfer);
}

void MoneyModel::finish(const ledger::FinishFundsOut& command, std::int64_t now)
{
    const auto at = m_transfers.find(command.id.value());
    if (!m_parties.at(command.participant.value()).isActive || at == m_transfers.end()) return;
    Transfer& transfer = at->second;
    if (!transfer.isFunds || transfer.state != "RESERVED" || transfer.payer != command.participant.value())
        return;
    if (!command.commit) {
        m_parties.at(transfer.payer).settlement -= transfer.amount;
        transfer.state = "ABORTED_REJECTED";
    } else if (now <= transfer.expiration) {
        m_reconciliation -= transfer.amount;
        transfer.state = "COMMITTED";
    }
}

void MoneyModel::limit(const ledger::SetLimit& command)
{
    m_parties.at(command.participant.value()).cap = unitsOf(command.limit.netDebitCap);
}

void MoneyModel::activate(const ledger::SetParticipantActive& command)
{
    m_parties.at(command.name.value()).isActive = command.isActive;
}

void MoneyModel::open(const std::string& name, bool isOpen)
{
    m_parties.at(name).isOpen = isOpen;
}

void MoneyModel::expire(std::int64_t now)
{
    for (auto& [id, transfer] : m_transfers)
        if (!transfer.isFunds && transfer.state == "RESERVED" && transfer.expiration < now)
            giveBack(transfer, "EXPIRED_RESERVED");
}

MoneyModel::Units MoneyModel::reserved() const
{
    Units sum = 0;
    for (const auto& [id, transfer] : m_transfers)
        if (!transfer.isFunds && transfer.state == "RESERVED") sum += transfer.amount;
    return sum;
}

} // namespace hub::sim
