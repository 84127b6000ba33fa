#include "core/base/error.h"
#include "core/base/expected.h"

#include <QTest>

#include <memory>
#include <string>

using namespace hub::base;

namespace {

Expected<int, std::string> half(int value)
{
    if (value % 2 != 0) return Unexpected(std::string("odd"));
    return value / 2;
}

Expected<int, std::string> quarter(int value)
{
    HUB_TRY(const int once, half(value));
    HUB_TRY(const int twice, half(once));
    return twice;
}

Expected<void, std::string> mustBeEven(int value)
{
    HUB_TRY([[maybe_unused]] const int unused, half(value));
    return {};
}

Expected<std::unique_ptr<int>, Error> make(bool works)
{
    if (!works) return Unexpected(Error{Error::Kind::NotFound, "nothing there"});
    return std::make_unique<int>(7);
}

Expected<int, Error> takeOut(bool works)
{
    HUB_TRY(auto pointer, make(works));
    return *pointer;
}

} // namespace

class TestExpected : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsOneSide();
    void tryReturnsTheFirstError();
    void voidHasNoValue();
    void movesWhatCannotBeCopied();
    void sameTypeOnBothSides();
    void valuesChangeInPlace();
};

void TestExpected::holdsOneSide()
{
    const auto good = half(8);
    QVERIFY(good.has_value());
    QVERIFY(static_cast<bool>(good));
    QCOMPARE(*good, 4);
    QCOMPARE(good.value(), 4);
    const auto bad = half(7);
    QVERIFY(!bad);
    QCOMPARE(bad.error(), std::string("odd"));
}

void TestExpected::tryReturnsTheFirstError()
{
    QCOMPARE(*quarter(12), 3);
    QCOMPARE(quarter(6).error(), std::string("odd"));
    QCOMPARE(quarter(5).error(), std::string("odd"));
}

void TestExpected::voidHasNoValue()
{
    QVERIFY(mustBeEven(2).has_value());
    QCOMPARE(mustBeEven(3).error(), std::string("odd"));
}

void TestExpected::movesWhatCannotBeCopied()
{
    QCOMPARE(*takeOut(true), 7);
    const auto bad = takeOut(false);
    QVERIFY(bad.error().kind == Error::Kind::NotFound);
    QCOMPARE(bad.error().detail, std::string("nothing there"));
    auto good = make(true);
    const std::unique_ptr<int> out = *std::move(good);
    QCOMPARE(*out, 7);
}

void TestExpected::sameTypeOnBothSides()
{
    const Expected<std::string, std::string> value(std::string("v"));
    const Expected<std::string, std::string> error(Unexpected(std::string("e")));
    QCOMPARE(*value, std::string("v"));
    QCOMPARE(error.error(), std::string("e"));
}

void TestExpected::valuesChangeInPlace()
{
    Expected<std::string, int> text(std::string("a"));
    text->append("b");
    *text += "c";
    QCOMPARE(text.value(), std::string("abc"));
    Expected<std::string, int> number = Unexpected(3);
    number.error() = 4;
    QCOMPARE(number.error(), 4);
}

QTEST_APPLESS_MAIN(TestExpected)
#include "tst_expected.moc"
