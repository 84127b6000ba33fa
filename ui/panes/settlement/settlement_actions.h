#pragma once

#include "ui/panes/operator_actions.h"

namespace hub::panes {

/// The forms and confirmations of settlement: closing windows, making settlements, walking and aborting them,
/// models. GUI thread.
class SettlementActions final : public OperatorActions
{
    Q_OBJECT
public:
    using OperatorActions::OperatorActions;
    /// Asks the hub what closing would do, then asks the operator.
    void closeWindow(domain::WindowId id);
    void retryClose(const api::WindowRow& window);
    void createSettlement(const api::SettlementDraft& draft, const api::SettlementPreview& preview);
    /// Moves these accounts (all of them, when empty) to the settlement's next state.
    void step(const api::SettlementDetail& settlement,
              const std::vector<api::SettlementAccountRow>& accounts);
    void abort(const api::SettlementDetail& settlement);
    /// Takes one pair out of a bilateral settlement; `side` is either of its rows.
    void abortPair(const api::SettlementDetail& settlement, const api::SettlementAccountRow& side);
    /// Asks for the bank's file (`path`, when it is known), then for the confirmation.
    void finalise(const api::SettlementDetail& settlement, const QString& path = {});
    void stopFinalise(const api::FinaliseRow& job);
    void createModel(const std::vector<api::SettlementModelRow>& present);
    void setModelActive(const api::SettlementModelRow& model, bool active);

Q_SIGNALS:
    /// A step or an abort has been asked of the hub; done() or failed() follows.
    void stepping();
    void windowClosed(hub::domain::WindowId closed);
    void finaliseBegun(const hub::api::FinaliseRow& job);
    void settlementMade(hub::domain::SettlementId made);

private:
    void confirmClose(const api::ClosePreview& preview);
    void showStep(const api::Result<api::SettlementStepResult>& result);
    void confirmFinalise(const api::SettlementDetail& settlement, const api::FinaliseDraft& draft,
                         const api::BankReportCheck& check);
    void confirmModel(const api::SettlementModelDraft& draft);
};

/// `recorded`, `reserved`, … as a button says it: what the step does to the accounts.
QString stepVerb(domain::SettlementState state);

} // namespace hub::panes
