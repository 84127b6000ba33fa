#pragma once

#include "ui/panes/operator_actions.h"

namespace hub::panes {

/// The forms and confirmations of money actions on accounts: caps, alarms, funds in and out, accounts on and
/// off. GUI thread.
class AccountActions final : public OperatorActions
{
    Q_OBJECT
public:
    using OperatorActions::OperatorActions;
    void fundsIn(const api::AccountRow& settlement);
    /// First half of a withdrawal.
    void fundsOut(const api::AccountRow& settlement);
    /// Second half: pays a reserved withdrawal out, or takes it back.
    void finishOut(const api::MovementRow& movement, bool commit);
    /// `held` is what is on deposit for the participant in the limit's currency.
    void changeCap(const api::LimitRow& limit, domain::Amount position, std::optional<domain::Amount> held);
    void changeAlarm(const api::LimitRow& limit);
    void setActive(const api::AccountRow& row, bool active);
    void addHubAccount();

private:
    void recordMovement(const api::AccountRow& settlement, bool out);
    void confirmMovement(const api::AccountRow& settlement, const api::FundsMovement& movement, bool out);
    void confirmCap(const api::LimitRow& before, const api::LimitRow& changed, domain::Amount position);
};

} // namespace hub::panes
