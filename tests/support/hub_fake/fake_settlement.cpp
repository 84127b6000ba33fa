#include "tests/support/hub_fake/hub_fake_state.h"

namespace hub::test {
namespace {

class FakeSettlement final : public api::SettlementApi
{
public:
    explicit FakeSettlement(State& state)
        : m_state(state)
    {}
    QFuture<api::Result<api::Page<api::WindowRow>>> windows(api::WindowFilter, api::PageRequest) override
    {
        using Page = api::Page<api::WindowRow>;
        return m_state.answer<Page>(QStringLiteral("settlement.windows"), {}, [this]() -> api::Result<Page> {
            return Page{{row()}, {}, 1};
        });
    }
    QFuture<api::Result<api::WindowRow>> currentWindow() override
    {
        return m_state.answer<api::WindowRow>(QStringLiteral("settlement.currentWindow"), {},
                                              [this]() -> api::Result<api::WindowRow> { return row(); });
    }
    QFuture<api::Result<api::WindowDetail>> window(domain::WindowId) override
    {
        return unserved<api::WindowDetail>(QStringLiteral("settlement.window"));
    }
    QFuture<api::Result<api::ClosePreview>> closePreview(domain::WindowId) override
    {
        return unserved<api::ClosePreview>(QStringLiteral("settlement.closePreview"));
    }
    QFuture<api::Result<api::WindowRow>> closeWindow(domain::WindowId, api::ActionNote) override
    {
        return unserved<api::WindowRow>(QStringLiteral("settlement.closeWindow"));
    }
    QFuture<api::Result<api::WindowRow>> retryClose(domain::WindowId, api::ActionNote) override
    {
        return unserved<api::WindowRow>(QStringLiteral("settlement.retryClose"));
    }
    QFuture<api::Result<std::vector<api::SettlementModelRow>>> models() override
    {
        return unserved<std::vector<api::SettlementModelRow>>(QStringLiteral("settlement.models"));
    }
    QFuture<api::Result<api::SettlementModelRow>> createModel(api::SettlementModelDraft,
                                                              api::ActionNote) override
    {
        return unserved<api::SettlementModelRow>(QStringLiteral("settlement.createModel"));
    }
    QFuture<api::Result<api::SettlementModelRow>> setModelActive(QString, bool, api::ActionNote) override
    {
        return unserved<api::SettlementModelRow>(QStringLiteral("settlement.setModelActive"));
    }
    QFuture<api::Result<api::Page<api::SettlementRow>>> settlements(api::SettlementFilter,
                                                                    api::PageRequest) override
    {
        return unserved<api::Page<api::SettlementRow>>(QStringLiteral("settlement.settlements"));
    }
    QFuture<api::Result<api::SettlementDetail>> settlement(domain::SettlementId) override
    {
        return unserved<api::SettlementDetail>(QStringLiteral("settlement.settlement"));
    }
    QFuture<api::Result<std::vector<api::ApplicableWindow>>> applicableWindows(QString) override
    {
        return unserved<std::vector<api::ApplicableWindow>>(QStringLiteral("settlement.applicableWindows"));
    }
    QFuture<api::Result<api::SettlementPreview>> settlementPreview(api::SettlementDraft) override
    {
        return unserved<api::SettlementPreview>(QStringLiteral("settlement.settlementPreview"));
    }
    QFuture<api::Result<api::SettlementDetail>> createSettlement(api::SettlementDraft,
                                                                 api::ActionNote) override
    {
        return unserved<api::SettlementDetail>(QStringLiteral("settlement.createSettlement"));
    }
    QFuture<api::Result<api::SettlementStepResult>> stepSettlement(api::SettlementStepDraft,
                                                                   api::ActionNote) override
    {
        return unserved<api::SettlementStepResult>(QStringLiteral("settlement.stepSettlement"));
    }
    QFuture<api::Result<api::SettlementDetail>> abortSettlement(domain::SettlementId,
                                                                api::ActionNote) override
    {
        return unserved<api::SettlementDetail>(QStringLiteral("settlement.abortSettlement"));
    }
    QFuture<api::Result<std::vector<domain::InterchangeRule>>> interchangeRules() override
    {
        return unserved<std::vector<domain::InterchangeRule>>(QStringLiteral("settlement.interchangeRules"));
    }
    QFuture<api::Result<domain::InterchangeRule>> putInterchangeRule(domain::InterchangeRule,
                                                                     api::ActionNote) override
    {
        return unserved<domain::InterchangeRule>(QStringLiteral("settlement.putInterchangeRule"));
    }
    QFuture<api::Result<void>> removeInterchangeRule(domain::InterchangeRuleId, api::ActionNote) override
    {
        return unserved<void>(QStringLiteral("settlement.removeInterchangeRule"));
    }

private:
    template <class T>
    QFuture<api::Result<T>> unserved(const QString& method)
    {
        return m_state.answer<T>(method, {}, []() -> api::Result<T> {
            return base::Unexpected(api::Error{QStringLiteral("2001"),
                                               QStringLiteral("The fake settles nothing."),
                                               {},
                                               api::ErrorKind::Refused,
                                               {},
                                               {}});
        });
    }
    api::WindowRow row() const
    {
        const auto health = m_state.scheme.health();
        return {health.window, QStringLiteral("OPEN"), {}, *health.windowOpenedAt, {}, health.committedTotal};
    }
    State& m_state;
};

} // namespace

std::unique_ptr<api::SettlementApi> makeFakeSettlement(State& state)
{
    return std::make_unique<FakeSettlement>(state);
}

} // namespace hub::test
