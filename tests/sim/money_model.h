#pragma once

#include "core/ledger/command.h"

#include <map>
#include <optional>
#include <string>

namespace hub::sim {

/// The rules of transfers, positions and funds once more, written from the reference alone: plain maps, one
/// command at a time, no code of core/ledger but the command values. Sums are 1/10000 in 128 bits.
class MoneyModel
{
public:
    using Units = domain::Int128;

    struct Party
    {
        bool isActive = true;
        bool isOpen = true; ///< POSITION account
        Units position = 0;
        Units settlement = 0;
        Units cap = 0;
    };
    struct Transfer
    {
        std::string payer; ///< of a withdrawal: the participant; of a deposit too
        std::string payee;
        bool isFunds = false;
        Units amount = 0;
        std::int64_t expiration = 0;
        base::Digest hash{};
        std::optional<base::Digest> condition;
        std::optional<base::Digest> fulfilHash;
        std::optional<base::Digest> errorHash;
        std::string state;
    };

    void addParty(const std::string& name, Units cap, Units deposit);
    void prepare(const ledger::Prepare& command, std::int64_t now);
    void fulfil(const ledger::Fulfil& command, std::int64_t now);
    void abort(const ledger::Abort& command);
    void record(const ledger::RecordFunds& command, std::int64_t now);
    void finish(const ledger::FinishFundsOut& command, std::int64_t now);
    void limit(const ledger::SetLimit& command);
    void activate(const ledger::SetParticipantActive& command);
    void open(const std::string& name, bool isOpen);
    void expire(std::int64_t now);

    const Party& party(const std::string& name) const { return m_parties.at(name); }
    const std::map<domain::CorrelationId, Transfer>& transfers() const { return m_transfers; }
    Units reconciliation() const { return m_reconciliation; }
    /// Sum of what is reserved and not yet final; the conservation rule of admin-settlement 2.2 needs it.
    Units reserved() const;

private:
    std::string judge(const ledger::Prepare& command, std::int64_t now) const;
    Transfer* late(const domain::TransferId& id, const domain::FspId& source,
                   const std::optional<domain::FspId>& destination);
    void giveBack(Transfer& transfer, const std::string& state);

    std::map<std::string, Party> m_parties;
    std::map<domain::CorrelationId, Transfer> m_transfers;
    Units m_reconciliation = 0;
};

/// Units of an amount of the product, by way of its text: none of its arithmetic is trusted here.
MoneyModel::Units unitsOf(domain::Amount amount);

} // namespace hub::sim
