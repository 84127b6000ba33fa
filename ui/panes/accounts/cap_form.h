#pragma once

#include "core/hub/limits_api.h"
#include "ui/panes/participants/action_dialog.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QComboBox>

namespace hub::panes {

/// The form in which a net debit cap is given: as an amount, by a difference, or as a share of the money that
/// is held for the participant: once, or followed by the hub from then on. It says what the cap comes to and
/// what it leaves.
class CapForm final
{
    Q_DECLARE_TR_FUNCTIONS(CapForm)
public:
    /// How the entry is read.
    enum Mode { SetTo, RaiseBy, LowerBy, PercentOfHeld, FollowHeld };

    /// `held` is nothing while the participant has no settlement account; the share is not offered then.
    CapForm(ActionDialog& form, const api::LimitRow& limit, domain::Amount position,
            std::optional<domain::Amount> held);
    /// The cap that the entry means, nothing while it means none.
    std::optional<domain::Amount> cap() const;
    /// The limit with it; with FollowHeld the share that the hub keeps it at.
    std::optional<api::LimitRow> limit() const;

private:
    QString fault() const;
    QString outcome() const;
    void showMode();
    int mode() const { return m_mode->currentData().toInt(); }

    api::LimitRow m_limit;
    domain::Amount m_position;
    std::optional<domain::Amount> m_held;
    QComboBox* m_mode;
    kit::AmountEdit* m_entry;
};

/// `percent` of `whole`, cut to the currency's scale: a cap is never above what was asked for.
domain::Amount shareOf(domain::Amount whole, domain::Amount percent, int decimals);

} // namespace hub::panes
