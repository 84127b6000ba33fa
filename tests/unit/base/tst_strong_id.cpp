#include "core/base/strong_id.h"

#include <QTest>

#include <cstdint>
#include <string>
#include <type_traits>
#include <unordered_set>

using namespace hub::base;

namespace {
using Name = StrongId<struct NameTag>;
using Number = StrongId<struct NumberTag, std::int64_t>;
using OtherNumber = StrongId<struct OtherNumberTag, std::int64_t>;
static_assert(!std::is_convertible_v<Number, OtherNumber>);
static_assert(!std::is_constructible_v<OtherNumber, Number>);
static_assert(!std::is_convertible_v<std::int64_t, Number>);
static_assert(!std::is_convertible_v<Number, std::int64_t>);
static_assert(!std::is_convertible_v<const char*, Name>);
} // namespace

class TestStrongId : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesByValue()
    {
        QVERIFY(Number(1) == Number(1));
        QVERIFY(Number(1) != Number(2));
        QVERIFY(Number(1) < Number(2));
        QVERIFY(Name("a") < Name("b"));
        QCOMPARE(Number().value(), std::int64_t(0));
        QCOMPARE(Name().value(), std::string());
    }
    void hashes()
    {
        std::unordered_set<Name> names{Name("a"), Name("b"), Name("a")};
        QCOMPARE(names.size(), std::size_t(2));
        QVERIFY(names.contains(Name("b")));
    }
};

QTEST_APPLESS_MAIN(TestStrongId)
#include "tst_strong_id.moc"
