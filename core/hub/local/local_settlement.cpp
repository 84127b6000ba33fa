#include "core/hub/local/local_settlement.h"

#include <algorithm>

namespace hub::local {
namespace {

template <class Out>
QFuture<api::Result<Out>> refused(const char* code, const QString& text)
{
    return api::readyError<Out>(
        api::Error{QString::fromLatin1(code), text, {}, api::ErrorKind::Refused, {}, {}});
}

template <class Out>
QFuture<api::Result<Out>> notServed()
{
    return refused<Out>("2001", QStringLiteral("This hub does not serve settlements."));
}

} // namespace

QFuture<api::Result<api::Page<api::WindowRow>>> LocalSettlement::windows(api::WindowFilter filter,
                                                                         api::PageRequest page)
{
    admin::WindowQuery query{std::nullopt, filter.from, filter.to};
    if (!filter.state.isEmpty()) {
        query.state = admin::parseWindowState(filter.state.toStdString());
        if (!query.state)
            return refused<api::Page<api::WindowRow>>(
                "3101", QStringLiteral("Malformed syntax - No such window state"));
    }
    const auto after = page.after.toLongLong();
    const auto limit = static_cast<std::size_t>(std::clamp(page.limit, 1, 500));
    const Pending<api::Page<api::WindowRow>> pending;
    m_desk.services.settlement.windows(
        query,
        pending.done<std::vector<ledger::Window>>([after, limit](const std::vector<ledger::Window>& windows) {
            api::Page<api::WindowRow> out;
            for (const auto& window : windows) {
                if (after != 0 && window.id.value() >= after) continue;
                if (out.rows.size() == limit) {
                    out.next = QString::number(out.rows.back().id.value());
                    break;
                }
                out.rows.push_back(windowRow(window));
            }
            return out;
        }));
    return pending.future();
}

QFuture<api::Result<api::WindowRow>> LocalSettlement::currentWindow()
{
    return api::readyResult<api::WindowRow>(windowRow(m_desk.services.settlement.openWindow()));
}

QFuture<api::Result<api::WindowDetail>> LocalSettlement::window(domain::WindowId)
{
    return notServed<api::WindowDetail>();
}

QFuture<api::Result<api::ClosePreview>> LocalSettlement::closePreview(domain::WindowId)
{
    return notServed<api::ClosePreview>();
}

QFuture<api::Result<api::WindowRow>> LocalSettlement::closeWindow(domain::WindowId, api::ActionNote)
{
    return notServed<api::WindowRow>();
}

QFuture<api::Result<api::WindowRow>> LocalSettlement::retryClose(domain::WindowId, api::ActionNote)
{
    return notServed<api::WindowRow>();
}

QFuture<api::Result<std::vector<api::SettlementModelRow>>> LocalSettlement::models()
{
    return notServed<std::vector<api::SettlementModelRow>>();
}

QFuture<api::Result<api::SettlementModelRow>> LocalSettlement::createModel(api::SettlementModelDraft,
                                                                           api::ActionNote)
{
    return notServed<api::SettlementModelRow>();
}

QFuture<api::Result<api::SettlementModelRow>> LocalSettlement::setModelActive(QString, bool, api::ActionNote)
{
    return notServed<api::SettlementModelRow>();
}

QFuture<api::Result<api::Page<api::SettlementRow>>> LocalSettlement::settlements(api::SettlementFilter,
                                                                                 api::PageRequest)
{
    return notServed<api::Page<api::SettlementRow>>();
}

QFuture<api::Result<api::SettlementDetail>> LocalSettlement::settlement(domain::SettlementId)
{
    return notServed<api::SettlementDetail>();
}

QFuture<api::Result<std::vector<api::ApplicableWindow>>> LocalSettlement::applicableWindows(QString)
{
    return notServed<std::vector<api::ApplicableWindow>>();
}

QFuture<api::Result<api::SettlementPreview>> LocalSettlement::settlementPreview(api::SettlementDraft)
{
    return notServed<api::SettlementPreview>();
}

QFuture<api::Result<api::SettlementDetail>> LocalSettlement::createSettlement(api::SettlementDraft,
                                                                              api::ActionNote)
{
    return notServed<api::SettlementDetail>();
}

QFuture<api::Result<api::SettlementStepResult>> LocalSettlement::stepSettlement(api::SettlementStepDraft,
                                                                                api::ActionNote)
{
    return notServed<api::SettlementStepResult>();
}

QFuture<api::Result<api::SettlementDetail>> LocalSettlement::abortSettlement(domain::SettlementId,
                                                                             api::ActionNote)
{
    return notServed<api::SettlementDetail>();
}

QFuture<api::Result<std::vector<domain::InterchangeRule>>> LocalSettlement::interchangeRules()
{
    return notServed<std::vector<domain::InterchangeRule>>();
}

QFuture<api::Result<domain::InterchangeRule>> LocalSettlement::putInterchangeRule(domain::InterchangeRule,
                                                                                  api::ActionNote)
{
    return notServed<domain::InterchangeRule>();
}

QFuture<api::Result<void>> LocalSettlement::removeInterchangeRule(domain::InterchangeRuleId, api::ActionNote)
{
    return notServed<void>();
}

} // namespace hub::local
