#include "core/hub/remote/remote_settlement.h"

namespace hub::remote {

namespace {

QString path(const char* root)
{
    return QString::fromLatin1(root);
}

template <class Id>
QString numbered(const char* root, Id id, const char* rest = "")
{
    return path(root) + QString::number(id.value()) + path(rest);
}

} // namespace

QFuture<api::Result<api::Page<api::WindowRow>>> RemoteSettlement::windows(api::WindowFilter filter,
                                                                          api::PageRequest page)
{
    return m_hub.ask<api::Page<api::WindowRow>>(path("/hub/v1/windows/search"),
                                                wire::WindowSearch{std::move(filter), std::move(page)});
}

QFuture<api::Result<api::WindowRow>> RemoteSettlement::currentWindow()
{
    return m_hub.get<api::WindowRow>(path("/hub/v1/windows/open"));
}

QFuture<api::Result<api::WindowDetail>> RemoteSettlement::window(domain::WindowId id)
{
    return m_hub.get<api::WindowDetail>(numbered("/hub/v1/windows/", id));
}

QFuture<api::Result<api::ClosePreview>> RemoteSettlement::closePreview(domain::WindowId id)
{
    return m_hub.get<api::ClosePreview>(numbered("/hub/v1/windows/", id, "/closePreview"));
}

QFuture<api::Result<api::WindowRow>> RemoteSettlement::closeWindow(domain::WindowId id, api::ActionNote note)
{
    return m_hub.act<api::WindowRow>("POST", numbered("/hub/v1/windows/", id, "/close"), note);
}

QFuture<api::Result<api::WindowRow>> RemoteSettlement::retryClose(domain::WindowId id, api::ActionNote note)
{
    return m_hub.act<api::WindowRow>("POST", numbered("/hub/v1/windows/", id, "/retry"), note);
}

QFuture<api::Result<std::vector<api::SettlementModelRow>>> RemoteSettlement::models()
{
    return m_hub.get<std::vector<api::SettlementModelRow>>(path("/hub/v1/settlementModels"));
}

QFuture<api::Result<api::SettlementModelRow>> RemoteSettlement::createModel(api::SettlementModelDraft draft,
                                                                            api::ActionNote note)
{
    return m_hub.act<api::SettlementModelRow>("POST", path("/hub/v1/settlementModels"), note,
                                              wire::toJson(draft));
}

QFuture<api::Result<api::SettlementModelRow>> RemoteSettlement::setModelActive(QString name, bool active,
                                                                               api::ActionNote note)
{
    return m_hub.act<api::SettlementModelRow>("PUT", path("/hub/v1/settlementModels/") + segment(name), note,
                                              wire::toJson(wire::Activation{active}));
}

QFuture<api::Result<api::Page<api::SettlementRow>>>
RemoteSettlement::settlements(api::SettlementFilter filter, api::PageRequest page)
{
    return m_hub.ask<api::Page<api::SettlementRow>>(
        path("/hub/v1/settlements/search"), wire::SettlementSearch{std::move(filter), std::move(page)});
}

QFuture<api::Result<api::SettlementDetail>> RemoteSettlement::settlement(domain::SettlementId id)
{
    return m_hub.get<api::SettlementDetail>(numbered("/hub/v1/settlements/", id));
}

QFuture<api::Result<std::vector<api::ApplicableWindow>>> RemoteSettlement::applicableWindows(QString model)
{
    return m_hub.get<std::vector<api::ApplicableWindow>>(path("/hub/v1/settlementModels/") + segment(model) +
                                                         path("/windows"));
}

QFuture<api::Result<api::SettlementPreview>> RemoteSettlement::settlementPreview(api::SettlementDraft draft)
{
    return m_hub.ask<api::SettlementPreview>(path("/hub/v1/settlements/preview"), draft);
}

QFuture<api::Result<api::SettlementDetail>> RemoteSettlement::createSettlement(api::SettlementDraft draft,
                                                                               api::ActionNote note)
{
    return m_hub.act<api::SettlementDetail>("POST", path("/hub/v1/settlements"), note, wire::toJson(draft));
}

QFuture<api::Result<api::SettlementStepResult>>
RemoteSettlement::stepSettlement(api::SettlementStepDraft step, api::ActionNote note)
{
    return m_hub.act<api::SettlementStepResult>("POST", path("/hub/v1/settlements/step"), note,
                                                wire::toJson(step));
}

QFuture<api::Result<api::SettlementDetail>> RemoteSettlement::abortSettlement(domain::SettlementId id,
                                                                              api::ActionNote note)
{
    return m_hub.act<api::SettlementDetail>("POST", numbered("/hub/v1/settlements/", id, "/abort"), note);
}

QFuture<api::Result<api::SettlementDetail>>
RemoteSettlement::abortPair(domain::SettlementId id, api::SettlementAccountRef pair, api::ActionNote note)
{
    return m_hub.act<api::SettlementDetail>("POST", numbered("/hub/v1/settlements/", id, "/abortPair"), note,
                                            wire::toJson(pair));
}

QFuture<api::Result<std::vector<domain::InterchangeRule>>> RemoteSettlement::interchangeRules()
{
    return m_hub.get<std::vector<domain::InterchangeRule>>(path("/hub/v1/interchangeRules"));
}

QFuture<api::Result<domain::InterchangeRule>>
RemoteSettlement::putInterchangeRule(domain::InterchangeRule rule, api::ActionNote note)
{
    return m_hub.act<domain::InterchangeRule>("PUT", path("/hub/v1/interchangeRules"), note,
                                              wire::toJson(rule));
}

QFuture<api::Result<void>> RemoteSettlement::removeInterchangeRule(domain::InterchangeRuleId id,
                                                                   api::ActionNote note)
{
    return m_hub.act<void>("DELETE", numbered("/hub/v1/interchangeRules/", id), note);
}

} // namespace hub::remote
