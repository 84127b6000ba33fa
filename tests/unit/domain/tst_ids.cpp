#include "core/domain/ids.h"

#include <QRegularExpression>
#include <QTest>

#include <random>
#include <unordered_set>

using namespace hub::domain;

class TestIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsUuids_data();
    void acceptsUuids();
    void refuses_data();
    void refuses();
    void uuidsRoundTrip();
    void ulidsRoundTrip();
    void agreesWithThePattern();
    void knownUlid();
    void formsAreDistinct();
    void columnsRoundTrip();
    void columnsRefuse();
    void digestsGiveStableIds();
    void hashesSpread();
};

void TestIds::acceptsUuids_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"b51ec534-ee48-4575-b6a9-ead2955b8069", "00000000-0000-1000-8000-000000000000",
                             "ffffffff-ffff-7fff-bfff-ffffffffffff", "123e4567-e89b-32d3-a456-426614174000",
                             "01890a5d-ac96-774b-bcce-b302099a8057"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void TestIds::acceptsUuids()
{
    QFETCH(QByteArray, text);
    const auto id = CorrelationId::parse(text.toStdString());
    QVERIFY(id.has_value());
    QVERIFY(!id->isUlid());
    QCOMPARE(id->toString(), text.toStdString());
}

void TestIds::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "B51EC534-EE48-4575-B6A9-EAD2955B8069",
                             "b51ec534ee484575b6a9ead2955b8069",
                             "b51ec534-ee48-0575-b6a9-ead2955b8069",
                             "b51ec534-ee48-8575-b6a9-ead2955b8069",
                             "b51ec534-ee48-4575-76a9-ead2955b8069",
                             "b51ec534-ee48-4575-c6a9-ead2955b8069",
                             "b51ec534-ee48-4575-b6a9-ead2955b806",
                             "b51ec534-ee48-4575-b6a9-ead2955b80690",
                             "{51ec534-ee48-4575-b6a9-ead2955b806}",
                             "b51ec534_ee48_4575_b6a9_ead2955b8069",
                             "b51ec53-4ee48-4575-b6a9-ead2955b8069",
                             "g51ec534-ee48-4575-b6a9-ead2955b8069",
                             "00000000-0000-0000-0000-000000000000",
                             "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
                             "01ARZ3NDEKTSV4RRFFQ69G5FAU",
                             "01ARZ3NDEKTSV4RRFFQ69G5FAI",
                             "01ARZ3NDEKTSV4RRFFQ69G5FAL",
                             "01ARZ3NDEKTSV4RRFFQ69G5FAO",
                             "01arz3ndektsv4rrffq69g5fav",
                             "01ARZ3NDEKTSV4RRFFQ69G5FA",
                             "01ARZ3NDEKTSV4RRFFQ69G5FAVV",
                             " 1ARZ3NDEKTSV4RRFFQ69G5FAV"})
        QTest::addRow("%s", text) << QByteArray(text);
    QTest::newRow("NUL in a ULID") << QByteArray("01ARZ3NDEKTSV4RRFFQ69G5FA\0", 26);
}

void TestIds::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!CorrelationId::parse(text.toStdString()).has_value());
}

void TestIds::uuidsRoundTrip()
{
    std::mt19937 random(8);
    for (int round = 0; round < 20'000; ++round) {
        std::array<std::uint8_t, 16> bytes{};
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(random());
        const CorrelationId id = CorrelationId::fromDigest(bytes);
        const auto back = CorrelationId::parse(id.toString());
        QVERIFY(back.has_value());
        QVERIFY(*back == id);
    }
}

void TestIds::ulidsRoundTrip()
{
    constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::mt19937 random(9);
    for (int round = 0; round < 20'000; ++round) {
        std::string text(26, '0');
        for (char& c : text)
            c = kAlphabet[random() % 32];
        text[0] = kAlphabet[random() % 8];
        const auto id = CorrelationId::parse(text);
        QVERIFY(id.has_value());
        QVERIFY(id->isUlid());
        QCOMPARE(id->toString(), text);
    }
}

void TestIds::agreesWithThePattern()
{
    const QRegularExpression pattern(
        QStringLiteral("\\A(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-7][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|"
                       "[0-7][0-9A-HJKMNP-TV-Z]{25})\\z"));
    const QByteArray good("b51ec534-ee48-4575-b6a9-ead2955b8069");
    const QByteArray ulid("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    const QByteArray some("0179afgzAFILOUVZ-_ ");
    std::mt19937 random(10);
    for (int round = 0; round < 40'000; ++round) {
        QByteArray text = round % 2 == 0 ? good : ulid;
        for (auto edits = random() % 3; edits > 0; --edits)
            text[static_cast<qsizetype>(random() % static_cast<unsigned>(text.size()))] =
                some[static_cast<qsizetype>(random() % static_cast<unsigned>(some.size()))];
        QVERIFY2(CorrelationId::parse(text.toStdString()).has_value() ==
                     pattern.match(QString::fromLatin1(text)).hasMatch(),
                 text.constData());
    }
}

void TestIds::knownUlid()
{
    // The largest ULID is 128 one bits; the time stamp is the first ten characters, big-endian.
    const auto largest = CorrelationId::parse("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    QVERIFY(largest.has_value());
    for (const auto byte : largest->bytes())
        QCOMPARE(int(byte), 255);
    const auto small = CorrelationId::parse("00000000000000000000000001");
    QCOMPARE(int(small.value().bytes()[15]), 1);
    QVERIFY(*small < *largest);
}

void TestIds::formsAreDistinct()
{
    // The same 128 bits as UUID and as ULID are two identifiers: each prints as it came.
    const auto uuid = CorrelationId::parse("01890a5d-ac96-774b-bcce-b302099a8057").value();
    std::string column = uuid.toColumn();
    column[16] = 'L';
    const auto ulid = CorrelationId::fromColumn(column).value();
    QVERIFY(ulid.bytes() == uuid.bytes());
    QVERIFY(ulid != uuid);
    QCOMPARE(ulid.toString().size(), std::size_t(26));
    QVERIFY(CorrelationId::parse(ulid.toString()).value() == ulid);
}

void TestIds::columnsRoundTrip()
{
    for (const char* text : {"b51ec534-ee48-4575-b6a9-ead2955b8069", "01ARZ3NDEKTSV4RRFFQ69G5FAV"}) {
        const auto id = CorrelationId::parse(text).value();
        QCOMPARE(id.toColumn().size(), std::size_t(17));
        QVERIFY(CorrelationId::fromColumn(id.toColumn()).value() == id);
    }
}

void TestIds::columnsRefuse()
{
    QVERIFY(!CorrelationId::fromColumn("").has_value());
    QVERIFY(!CorrelationId::fromColumn(std::string(16, 'U')).has_value());
    QVERIFY(!CorrelationId::fromColumn(std::string(17, 'X')).has_value());
    QVERIFY(!CorrelationId::fromColumn(std::string(18, 'U')).has_value());
}

void TestIds::digestsGiveStableIds()
{
    std::array<std::uint8_t, 16> digest{};
    digest.fill(0xFF);
    const CorrelationId id = CorrelationId::fromDigest(digest);
    QCOMPARE(id.toString(), std::string("ffffffff-ffff-5fff-bfff-ffffffffffff"));
    QVERIFY(CorrelationId::fromDigest(digest) == id);
}

void TestIds::hashesSpread()
{
    // Ids that differ only in their last byte, or only in their first, do not share a hash.
    std::unordered_set<std::size_t> hashes;
    for (int i = 0; i < 256; ++i) {
        std::array<std::uint8_t, 16> bytes{};
        bytes[15] = static_cast<std::uint8_t>(i);
        hashes.insert(std::hash<CorrelationId>()(CorrelationId::fromDigest(bytes)));
        bytes[15] = 0;
        bytes[0] = static_cast<std::uint8_t>(i);
        hashes.insert(std::hash<CorrelationId>()(CorrelationId::fromDigest(bytes)));
    }
    QCOMPARE(hashes.size(), std::size_t(511));
}

QTEST_APPLESS_MAIN(TestIds)
#include "tst_ids.moc"
