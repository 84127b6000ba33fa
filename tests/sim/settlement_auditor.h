#pragma once

#include "core/domain/amount.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace hub::sim {

/// The rules of windows and settlements once more, written from the reference alone: plain maps and names, no
/// code of core/ledger or core/settlement. It is told what was asked and says what must stand afterwards.
class SettlementAuditor
{
public:
    using Units = domain::Int128;
    struct Model
    {
        std::string name;
        std::string currency; ///< empty: default
        bool isGross = false;
        bool isBilateral = false;
        bool resets = true;
        bool isFee = false; ///< of interchange fees; their currencies are written `USD#fee`
    };
    /// What flowed from one participant to another in a window.
    struct Flow
    {
        Units net = 0;
        Units gross = 0;
        std::uint64_t transfers = 0;
        std::uint64_t grossTransfers = 0;
        bool isSettled = false; ///< with a pair of a settlement that lacked another
        bool operator==(const Flow&) const = default;
    };

    void addModel(const Model& model) { m_models.push_back(model); }
    void reserve(const std::string& payer, const std::string& currency, Units amount);
    void release(const std::string& payer, const std::string& currency, Units amount);
    void commit(const std::string& payer, const std::string& payee, const std::string& currency,
                Units amount);
    /// 0.6 % of a committed amount to two decimals, half a cent up; the payer owes it.
    void chargeFee(const std::string& payer, const std::string& payee, const std::string& currency,
                   Units amount);
    /// True when it may be closed.
    bool close(std::int64_t window);
    /// The number of the new settlement, 0 when it is refused.
    std::int64_t create(const std::string& model, const std::set<std::int64_t>& windows);
    /// One account (name, currency, counterparty or empty) into `target`, of a settlement in state `before`.
    bool step(std::int64_t settlement, const std::string& name, const std::string& counterparty,
              const std::string& currency, const std::string& target, const std::string& before);
    /// After all accounts of one request.
    void follow(std::int64_t settlement);
    bool abort(std::int64_t settlement);
    /// One pair of a bilateral settlement.
    bool abortPair(std::int64_t settlement, const std::string& name, const std::string& counterparty,
                   const std::string& currency);

    Units position(const std::string& name, const std::string& currency) const;
    /// SETTLEMENT account beside what was deposited: only gross settlement moves it.
    Units deposits(const std::string& name, const std::string& currency) const;
    Units hub(const std::string& currency) const;
    std::string state(std::int64_t settlement) const { return m_settlements.at(settlement).state; }
    std::string windowState(std::int64_t window) const;
    /// `name/counterparty currency net` of every account of a settlement.
    std::set<std::string> nets(std::int64_t settlement) const;
    /// `name/counterparty currency net state` of every account of a settlement.
    std::set<std::string> accounts(std::int64_t settlement) const;
    /// By `payer/payee currency`.
    std::map<std::string, Flow> flows(std::int64_t window) const;
    /// `currency model state settlement` of every content of a window, sorted.
    std::multiset<std::string> contents(std::int64_t window) const;
    /// Committed transfers, without fees.
    std::size_t committed() const;
    std::int64_t openWindow() const { return m_open; }
    std::int64_t lastSettlement() const { return static_cast<std::int64_t>(m_settlements.size()); }
    /// Committed net transfers that are in no content of a closed window, or in more than one. Always none.
    std::string strays() const;

private:
    struct Payment
    {
        std::string payer;
        std::string payee;
        std::string currency;
        Units amount = 0;
        std::int64_t window = 0;
        bool isGross = false;
        bool isSettled = false;
    };
    struct Content
    {
        std::int64_t window = 0;
        std::string currency;
        std::string model;
        std::string state = "CLOSED";
        std::int64_t settlement = 0;
    };
    struct Account
    {
        std::string name;
        std::string counterparty;
        std::string currency;
        Units net = 0;
        std::string state = "PENDING_SETTLEMENT";
    };
    struct Settlement
    {
        Model model;
        std::string state = "PENDING_SETTLEMENT";
        std::vector<Account> accounts;
        std::vector<std::size_t> contents;
    };
    const Model* resolve(const std::string& currency) const;
    void move(const Account& account, const std::string& entered, bool resets, int sign);
    void settleContents(Settlement& settlement, bool isEnd);

    std::vector<Model> m_models;
    std::vector<Payment> m_payments;
    std::map<std::int64_t, std::string> m_windows{{1, "OPEN"}};
    std::int64_t m_open = 1;
    std::vector<Content> m_contents;
    std::map<std::int64_t, Settlement> m_settlements;
    std::map<std::pair<std::string, std::string>, Units> m_positions; ///< name, currency
    std::map<std::pair<std::string, std::string>, Units> m_deposits;
    std::map<std::string, Units> m_hub; ///< HUB_MULTILATERAL_SETTLEMENT
};

} // namespace hub::sim
