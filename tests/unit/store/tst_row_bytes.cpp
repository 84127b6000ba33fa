#include "core/store/row_bytes.h"
#include "core/store/sqlite/row_codec.h"
#include "core/store/store_error.h"

#include <QTest>

#include <limits>

using namespace hub::store;

/// Packed values come back; broken ones are noticed.
class TestRowBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesComeBack();
    void cutBytesAreNoticed();
    void factsComeBack();
    void faultsKeepTheirToken();
};

void TestRowBytes::valuesComeBack()
{
    using Limits = std::numeric_limits<std::int64_t>;
    ByteWriter out;
    out.natural(0).natural(127).natural(128).natural(~0ULL);
    out.integer(0).integer(-1).integer(Limits::min()).integer(Limits::max()).text("").text("abc").raw("xy");
    ByteReader in(out.bytes());
    QCOMPARE(in.natural(), 0ULL);
    QCOMPARE(in.natural(), 127ULL);
    QCOMPARE(in.natural(), 128ULL);
    QCOMPARE(in.natural(), ~0ULL);
    QCOMPARE(in.integer(), 0);
    QCOMPARE(in.integer(), -1);
    QCOMPARE(in.integer(), Limits::min());
    QCOMPARE(in.integer(), Limits::max());
    QVERIFY(in.text().empty());
    QVERIFY(in.text() == "abc");
    QVERIFY(in.raw(2) == "xy");
    QVERIFY(in.ok() && in.atEnd());
}

void TestRowBytes::cutBytesAreNoticed()
{
    ByteWriter out;
    out.text("a longer text").natural(300);
    for (std::size_t size = 0; size < out.bytes().size(); ++size) {
        ByteReader in(std::string_view(out.bytes()).substr(0, size));
        in.text();
        in.natural();
        QVERIFY(!in.ok());
    }
    ByteReader endless("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
    endless.natural();
    QVERIFY(!endless.ok());
    ByteReader tooLong("\x7F");
    QVERIFY(tooLong.text().empty() && !tooLong.ok());
}

void TestRowBytes::factsComeBack()
{
    hub::ledger::Notice notice;
    notice.seq = 7;
    notice.source = hub::domain::FspId("Hub");
    notice.error = hub::domain::FspiopError{"3303", "Transfer expired"};
    notice.completedAt = hub::base::Instant{-5};
    notice.trace.sampled = false;
    ByteWriter out;
    packFacts(notice, out);
    hub::ledger::Notice back;
    back.seq = 7;
    QVERIFY(unpackFacts(out.bytes(), back));
    QCOMPARE(back.error->description, notice.error->description);
    QCOMPARE(back.completedAt, notice.completedAt);
    QVERIFY(!back.trace.sampled);
    QCOMPARE(checksumOf(back, out.bytes()), checksumOf(notice, out.bytes()));
    back.seq = 8;
    QVERIFY(checksumOf(back, out.bytes()) != checksumOf(notice, out.bytes()));
    for (std::size_t size = 0; size < out.bytes().size(); ++size)
        QVERIFY(!unpackFacts(std::string_view(out.bytes()).substr(0, size), back));
}

void TestRowBytes::faultsKeepTheirToken()
{
    for (const auto& [fault, code] : {std::pair{StoreFault::InUse, 69},
                                      {StoreFault::CannotCreate, 73},
                                      {StoreFault::NewerSchema, 66},
                                      {StoreFault::Damaged, 65},
                                      {StoreFault::DiskFull, 74},
                                      {StoreFault::InputOutput, 74},
                                      {StoreFault::Other, 74}}) {
        const auto error = storeError(fault, "why");
        QCOMPARE(faultOf(error), fault);
        QCOMPARE(exitCodeOf(error), code);
    }
    QCOMPARE(faultOf({hub::base::Error::Kind::Internal, "something"}), StoreFault::Other);
}

QTEST_APPLESS_MAIN(TestRowBytes)
#include "tst_row_bytes.moc"
