#include "core/hub/local/local_hub.h"
#include "tests/contract/hub_api/hub_api_cases.h"
#include "tests/unit/admin/hub_in_memory.h"

namespace {

/// The desk's door in the same process.
class LocalUnderTest final : public hub::test::HubUnderTest
{
public:
    LocalUnderTest()
        : m_local(m_hub.services, m_hub.board)
    {
        m_hub.board.start();
        m_hub.openCurrency("USD");
        m_hub.addDfsp("payerfsp", "USD", "1000", "1000");
        m_hub.addDfsp("payeefsp", "USD", "1000", "1000");
    }
    ~LocalUnderTest() override { m_hub.board.stop(); }
    hub::api::HubApi api() override { return m_local.api(); }
    hub::domain::TransferId pay(const char* label, const char* amount) override
    {
        return m_hub.pay(label, "payerfsp", "payeefsp", amount);
    }

private:
    hub::test::HubInMemory m_hub;
    hub::local::LocalHub m_local;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    hub::test::HubApiCases cases([] { return std::make_unique<LocalUnderTest>(); });
    return QTest::qExec(&cases, argc, argv);
}
