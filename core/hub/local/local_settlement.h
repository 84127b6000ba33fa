#pragma once

#include "core/hub/local/local_apis.h"

namespace hub::local {

/// Windows, settlements, models and interchange rules for the desk, over the settlement service.
class LocalSettlement final : public api::SettlementApi
{
public:
    explicit LocalSettlement(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::Page<api::WindowRow>>> windows(api::WindowFilter filter,
                                                            api::PageRequest page) override;
    QFuture<api::Result<api::WindowRow>> currentWindow() override;
    QFuture<api::Result<api::WindowDetail>> window(domain::WindowId id) override;
    QFuture<api::Result<api::ClosePreview>> closePreview(domain::WindowId id) override;
    QFuture<api::Result<api::WindowRow>> closeWindow(domain::WindowId id, api::ActionNote note) override;
    QFuture<api::Result<api::WindowRow>> retryClose(domain::WindowId id, api::ActionNote note) override;
    QFuture<api::Result<std::vector<api::SettlementModelRow>>> models() override;
    QFuture<api::Result<api::SettlementModelRow>> createModel(api::SettlementModelDraft draft,
                                                              api::ActionNote note) override;
    QFuture<api::Result<api::SettlementModelRow>> setModelActive(QString name, bool active,
                                                                 api::ActionNote note) override;
    QFuture<api::Result<api::Page<api::SettlementRow>>> settlements(api::SettlementFilter filter,
                                                                    api::PageRequest page) override;
    QFuture<api::Result<api::SettlementDetail>> settlement(domain::SettlementId id) override;
    QFuture<api::Result<std::vector<api::ApplicableWindow>>> applicableWindows(QString model) override;
    QFuture<api::Result<api::SettlementPreview>> settlementPreview(api::SettlementDraft draft) override;
    QFuture<api::Result<api::SettlementDetail>> createSettlement(api::SettlementDraft draft,
                                                                 api::ActionNote note) override;
    QFuture<api::Result<api::SettlementStepResult>> stepSettlement(api::SettlementStepDraft step,
                                                                   api::ActionNote note) override;
    QFuture<api::Result<api::SettlementDetail>> abortSettlement(domain::SettlementId id,
                                                                api::ActionNote note) override;
    QFuture<api::Result<api::SettlementDetail>>
    abortPair(domain::SettlementId id, api::SettlementAccountRef pair, api::ActionNote note) override;
    QFuture<api::Result<std::vector<domain::InterchangeRule>>> interchangeRules() override;
    QFuture<api::Result<domain::InterchangeRule>> putInterchangeRule(domain::InterchangeRule rule,
                                                                     api::ActionNote note) override;
    QFuture<api::Result<void>> removeInterchangeRule(domain::InterchangeRuleId id,
                                                     api::ActionNote note) override;

private:
    QFuture<api::Result<api::SettlementDetail>> abort(ledger::AbortSettlement command,
                                                      const api::ActionNote& note);
    const Desk& m_desk;
};

} // namespace hub::local
