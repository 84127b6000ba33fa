#include "core/domain/fspiop_errors.h"

#include <QRegularExpression>
#include <QTest>

#include <set>
#include <string>

using namespace hub::domain;

class TestFspiopErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void tableIsWhole();
    void unknownCodes();
    void detailFollows();
    void cutsAt128();
    void cutsBetweenCharacters();
    void peerCodes();
};

void TestFspiopErrors::texts_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("status");
    const auto row = [](const char* code, const char* message, int status) {
        QTest::newRow(code) << QByteArray(code) << QByteArray(message) << status;
    };
    row("1001", "Destination communication error", 503);
    row("2001", "Internal server error", 500);
    row("2002", "Not implemented", 501);
    row("2003", "Service currently unavailable", 503);
    row("3001", "Unacceptable version requested", 406);
    row("3002", "Unknown URI", 404);
    row("3100", "Generic validation error", 400);
    row("3101", "Malformed syntax", 400);
    row("3102", "Missing mandatory element", 400);
    row("3104", "Too large payload", 400);
    row("3105", "Invalid signature", 400);
    row("3106", "Modified request", 400);
    row("3200", "Generic ID not found", 400);
    row("3201", "Destination FSP Error", 400);
    row("3204", "Party not found", 400);
    row("3208", "Transfer ID not found", 400);
    row("3303", "Transfer expired", 400);
    row("4001", "Payer FSP insufficient liquidity", 400);
    row("4200", "Payer limit error", 400);
    row("5104", "Payee rejected transaction", 400);
    row("5107", "Payee identifier no-longer valid", 400);
}

void TestFspiopErrors::texts()
{
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, message);
    QFETCH(int, status);
    const FspiopCode* row = findCode(code.toStdString());
    QVERIFY(row != nullptr);
    QCOMPARE(std::string(row->message), message.toStdString());
    QCOMPARE(row->httpStatus, status);
    QCOMPARE(httpStatusOf(code.toStdString()), status);
}

void TestFspiopErrors::tableIsWhole()
{
    std::set<std::string> seen;
    for (int number = 0; number < 10'000; ++number) {
        const std::string code = QStringLiteral("%1").arg(number, 4, 10, QLatin1Char('0')).toStdString();
        const FspiopCode* row = findCode(code);
        if (row == nullptr) continue;
        QCOMPARE(std::string(row->code), code);
        QVERIFY(!row->message.empty() && row->message.size() <= 128);
        QVERIFY(row->httpStatus >= 400 && row->httpStatus <= 503);
        QVERIFY(isAcceptedPeerCode(code));
        seen.insert(code);
    }
    QCOMPARE(seen.size(), std::size_t(60));
}

void TestFspiopErrors::unknownCodes()
{
    for (const char* code : {"", "9999", "310", "31000", "abcd", "3100 "}) {
        QVERIFY2(findCode(code) == nullptr, code);
        QCOMPARE(httpStatusOf(code), 400);
    }
}

void TestFspiopErrors::detailFollows()
{
    const FspiopError plain = makeError(fspiop_code::kTransferExpired);
    QCOMPARE(plain.code, std::string("3303"));
    QCOMPARE(plain.description, std::string("Transfer expired"));
    const FspiopError more =
        makeError(fspiop_code::kTransferIDNotFound, "Provided Transfer ID was not found on the server.");
    QCOMPARE(more.description,
             std::string("Transfer ID not found - Provided Transfer ID was not found on the server."));
}

void TestFspiopErrors::cutsAt128()
{
    const std::string prefix = "Generic validation error - ";
    const std::string fits(128 - prefix.size(), 'x');
    QCOMPARE(makeError(fspiop_code::kGenericValidationError, fits).description, prefix + fits);
    QCOMPARE(makeError(fspiop_code::kGenericValidationError, fits + "y").description, prefix + fits);
    QCOMPARE(makeError(fspiop_code::kGenericValidationError, std::string(100'000, 'x')).description.size(),
             std::size_t(128));
}

void TestFspiopErrors::cutsBetweenCharacters()
{
    const std::string prefix = "Generic validation error - ";
    for (const std::string character : {"é", "€", "😀"}) {
        for (std::size_t shift = 0; shift < 4; ++shift) {
            std::string detail(shift, 'x');
            while (detail.size() < 200)
                detail += character;
            const std::string text = makeError(fspiop_code::kGenericValidationError, detail).description;
            QVERIFY(text.size() <= 128 && text.size() > 128 - character.size());
            QCOMPARE(QString::fromStdString(text).toStdString(), text); // still whole UTF-8
        }
    }
}

void TestFspiopErrors::peerCodes()
{
    const QRegularExpression pattern(QStringLiteral("\\A(10|20|3[0-4]|4[0-4]|5[0-4])[0-9]{2}\\z"));
    for (int number = 0; number < 10'000; ++number) {
        const QString code = QStringLiteral("%1").arg(number, 4, 10, QLatin1Char('0'));
        const bool expected = pattern.match(code).hasMatch() || findCode(code.toStdString()) != nullptr;
        QVERIFY2(isAcceptedPeerCode(code.toStdString()) == expected, qPrintable(code));
    }
    for (const char* code : {"", "310", "31000", "31a0", " 310", "-100"})
        QVERIFY2(!isAcceptedPeerCode(code), code);
}

QTEST_APPLESS_MAIN(TestFspiopErrors)
#include "tst_fspiop_errors.moc"
