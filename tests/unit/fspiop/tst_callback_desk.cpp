#include "core/domain/callback_types.h"
#include "core/fspiop/callback_desk.h"

#include <QtTest/QtTest>

#include <condition_variable>
#include <map>
#include <mutex>

using namespace hub;
using namespace hub::fspiop;
using ledger::NoticeKind;

namespace {

/// Stands for engine and sender.
struct World
{
    std::mutex mutex;
    std::vector<http::Outbound> sent;
    std::vector<ledger::FinishDeliveries> finished;
    std::size_t laneRoom = 1000;
    bool writerTakes = true;
    std::map<std::string, bool> paused;
    std::vector<ledger::Notice> outbox; ///< what the disk holds
    int reads = 0;
    std::shared_ptr<const ledger::Registry> registry = std::make_shared<ledger::Registry>();

    DeskPorts ports()
    {
        DeskPorts made;
        made.submit = [this](ledger::Submission&& submission) {
            const std::lock_guard lock(mutex);
            if (!writerTakes) return false;
            finished.push_back(std::move(*std::get_if<ledger::FinishDeliveries>(&submission.command)));
            return true;
        };
        made.registry = [this] { return registry; };
        made.send = [this](http::Outbound&& message) {
            const std::lock_guard lock(mutex);
            if (laneRoom == 0) return false;
            --laneRoom;
            sent.push_back(std::move(message));
            return true;
        };
        made.sendBatch = [this](std::vector<http::Outbound>&& messages) {
            const std::lock_guard lock(mutex);
            std::vector<http::Outbound> rest;
            for (auto& message : messages) {
                if (laneRoom == 0) {
                    rest.push_back(std::move(message));
                    continue;
                }
                --laneRoom;
                // As the sender does before a message enters its lane.
                if (const auto complete = std::exchange(message.complete, nullptr)) complete(message);
                sent.push_back(std::move(message));
            }
            return rest;
        };
        made.pauseLane = [this](const std::string& lane, bool isPaused) {
            const std::lock_guard lock(mutex);
            paused[lane] = isPaused;
        };
        made.laneFillPercent = [](const std::string&) { return 0; };
        made.readOutbox = [this](const std::string& destination, ledger::OutboxSeq after, int limit,
                                 std::function<void(std::optional<std::vector<ledger::Notice>>)> done) {
            std::vector<ledger::Notice> page;
            {
                const std::lock_guard lock(mutex);
                if (++reads == 1) return done(std::nullopt), true; // The first read fails: it is tried again.
                for (const auto& one : outbox)
                    if (base::equalsIgnoreCase(one.destination.value(), destination) && one.seq > after &&
                        page.size() < static_cast<std::size_t>(limit))
                        page.push_back(one);
            }
            done(std::move(page));
            return true;
        };
        made.countOutbox = [this](std::function<void(std::vector<ledger::DestinationCount>)> done) {
            done({{domain::FspId("Blue"), outbox.size(), base::Instant{5}}});
            return true;
        };
        return made;
    }
    std::size_t sentCount()
    {
        const std::lock_guard lock(mutex);
        return sent.size();
    }
    std::vector<std::uint64_t> delivered()
    {
        const std::lock_guard lock(mutex);
        std::vector<std::uint64_t> all;
        for (const auto& one : finished)
            all.insert(all.end(), one.delivered.begin(), one.delivered.end());
        return all;
    }
};

ledger::Notice notice(std::uint64_t seq, NoticeKind kind, const char* destination = "blue")
{
    ledger::Notice made;
    made.seq = seq;
    made.kind = kind;
    made.destination = domain::FspId(destination);
    made.source = domain::FspId("green");
    made.transfer = domain::TransferId(*domain::CorrelationId::parse("b51ec534-ee48-4575-b6a9-ead2955b8069"));
    made.relay = {base::shareBytes("date: d\r\n"), base::shareBytes("{}")};
    made.at = base::Instant{1795456931345};
    return made;
}

std::vector<ledger::Notice> one(ledger::Notice&& made)
{
    std::vector<ledger::Notice> list;
    list.push_back(std::move(made));
    return list;
}

http::DeliveryResult result(std::uint64_t ticket, http::DeliveryOutcome outcome)
{
    http::DeliveryResult made;
    made.ticket = ticket;
    made.outcome = outcome;
    return made;
}

} // namespace

class TestCallbackDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverNotices();
    void tellsTheLedgerInBatches();
    void triesTheLedgerAgain();
    void holdsWhatLanesDoNotTake();
    void answersOnce();
    void postsAreNotStored();
    void noticesBeforeStartWait();
    void refusesPostsAboveItsBound();
    void signsAndKeepsOrder();
    void pausedMessagesAreReadFromTheDiskInOrder();
    void aPauseFoundAtTheStartHoldsWhatCameBefore();
    void addressesOfTheTableAreThoseOfTheEdge();

private:
    base::SystemClock m_clock;
};

void TestCallbackDesk::handsOverNotices()
{
    World world;
    CallbackDesk desk({}, m_clock);
    desk.start(world.ports());
    std::vector<ledger::Notice> list;
    list.push_back(notice(1, NoticeKind::ForwardPrepare, "Blue"));
    list.push_back(notice(2, NoticeKind::HubError));
    desk.notices(std::move(list));
    QTRY_COMPARE(world.sentCount(), std::size_t(2));
    const http::Outbound& relay = world.sent[0];
    QCOMPARE(relay.lane, std::string("blue"));
    QCOMPARE(relay.ticket, std::uint64_t(1));
    QCOMPARE(int(relay.policy), int(http::SendPolicy::UntilDelivered));
    QCOMPARE(int(relay.method), int(http::Method::Post));
    QCOMPARE(*relay.body, std::string("{}"));
    QCOMPARE(relay.subject, std::string("b51ec534-ee48-4575-b6a9-ead2955b8069"));
    QCOMPARE(relay.firstQueuedMs, std::int64_t(1795456931345));
    QVERIFY(!relay.resolveUrl().has_value());
    QCOMPARE(world.sent[1].headers.get("fspiop-source"), std::string_view("Hub"));
    QVERIFY(!world.sent[1].headers.contains("fspiop-signature"));
}

void TestCallbackDesk::tellsTheLedgerInBatches()
{
    World world;
    CallbackDesk desk({}, m_clock);
    desk.start(world.ports());
    for (std::uint64_t seq = 1; seq <= 500; ++seq)
        desk.delivered(
            {result(seq, seq == 7 ? http::DeliveryOutcome::DeadLetter : http::DeliveryOutcome::Delivered)});
    desk.delivered({result(501, http::DeliveryOutcome::Stopped)});
    QTRY_COMPARE(world.delivered().size(), std::size_t(499));
    QVERIFY(world.finished.size() < 100);
    std::size_t dead = 0;
    for (const auto& batch : world.finished)
        dead += batch.dead.size();
    QCOMPARE(dead, std::size_t(1));
    QCOMPARE(desk.statistics().deadLetters, std::uint64_t(1));
}

void TestCallbackDesk::triesTheLedgerAgain()
{
    World world;
    world.writerTakes = false;
    CallbackDesk desk({}, m_clock);
    desk.start(world.ports());
    desk.delivered({result(1, http::DeliveryOutcome::Delivered)});
    QTest::qWait(30);
    {
        const std::lock_guard lock(world.mutex);
        world.writerTakes = true;
    }
    QTRY_COMPARE(world.delivered(), std::vector<std::uint64_t>{1});
}

void TestCallbackDesk::holdsWhatLanesDoNotTake()
{
    World world;
    world.laneRoom = 1;
    CallbackDesk desk({}, m_clock);
    desk.start(world.ports());
    for (std::uint64_t seq = 1; seq <= 5; ++seq)
        desk.notices(one(notice(seq, NoticeKind::RelayFulfil)));
    QTRY_COMPARE(desk.statistics().waiting, std::size_t(4));
    {
        const std::lock_guard lock(world.mutex);
        world.laneRoom = 100;
    }
    QTRY_COMPARE(world.sentCount(), std::size_t(5));
    for (std::uint64_t seq = 1; seq <= 5; ++seq)
        QCOMPARE(world.sent[seq - 1].ticket, seq);
}

void TestCallbackDesk::answersOnce()
{
    World world;
    CallbackDesk desk({}, m_clock);
    desk.start(world.ports());
    std::atomic<int> calls{0};
    QVERIFY(desk.sendOnce({}, [&](http::DeliveryResult&& got) { calls += got.status; }));
    QCOMPARE(world.sentCount(), std::size_t(1));
    http::DeliveryResult answer = result(world.sent[0].ticket, http::DeliveryOutcome::Delivered);
    answer.status = 200;
    desk.delivered({answer});
    desk.delivered({answer});
    QCOMPARE(calls.load(), 200);
    world.laneRoom = 0;
    QVERIFY(!desk.sendOnce({}, [&](http::DeliveryResult&&) { calls = -1; }));
    QCOMPARE(desk.statistics().awaitedResults, std::size_t(0));
    QVERIFY(world.delivered().empty());
}

void TestCallbackDesk::postsAreNotStored()
{
    World world;
    CallbackDesk desk({}, m_clock);
    desk.start(world.ports());
    HubMessage message =
        errorMessage("blue", transferError("1"), "transfers",
                     domain::makeError(domain::fspiop_code::kGenericClientError), m_clock.now());
    QVERIFY(desk.post(std::move(message)));
    QTRY_COMPARE(world.sentCount(), std::size_t(1));
    QCOMPARE(int(world.sent[0].policy), int(http::SendPolicy::Once));
    QCOMPARE(world.sent[0].ticket, std::uint64_t(0));
}

void TestCallbackDesk::noticesBeforeStartWait()
{
    World world;
    CallbackDesk desk({}, m_clock);
    desk.notices(one(notice(1, NoticeKind::RelayFulfil)));
    QCOMPARE(desk.statistics().waiting, std::size_t(1));
    desk.start(world.ports());
    QTRY_COMPARE(world.sentCount(), std::size_t(1));
}

void TestCallbackDesk::refusesPostsAboveItsBound()
{
    DeskOptions options;
    options.postsMax = 2;
    options.backlogMax = 2;
    CallbackDesk desk(options, m_clock);
    QVERIFY(desk.post({}));
    QVERIFY(desk.post({}));
    QVERIFY(!desk.post({}));
    QCOMPARE(desk.statistics().postsDropped, std::uint64_t(1));
    QVERIFY(desk.isOverloaded());
}

/// What waits for a signature is passed by other transfers, never by its own.
void TestCallbackDesk::signsAndKeepsOrder()
{
    QTemporaryDir dir;
    const auto key = http::SigningKey::create(dir.filePath(QStringLiteral("hub.pem")).toStdString());
    QVERIFY(key.has_value());
    World world;
    DeskOptions options;
    options.key = *key;
    CallbackDesk desk(options, m_clock);
    std::vector<ledger::Notice> list;
    for (std::uint64_t seq = 1; seq <= 40; ++seq)
        list.push_back(notice(seq, seq % 2 == 1 ? NoticeKind::HubError : NoticeKind::RelayFulfil));
    list.push_back(notice(41, NoticeKind::RelayFulfil, "red"));
    desk.notices(std::move(list));
    desk.start(world.ports());
    QTRY_COMPARE(world.sentCount(), std::size_t(41));
    QCOMPARE(world.sent[0].ticket, std::uint64_t(41));
    for (std::uint64_t seq = 1; seq <= 40; ++seq) {
        QCOMPARE(world.sent[seq].ticket, seq);
        QCOMPARE(world.sent[seq].headers.contains("fspiop-signature"), seq % 2 == 1);
    }
    QCOMPARE(desk.statistics().signatures, std::uint64_t(20));
    const http::Outbound& first = world.sent[1];
    const auto problem = http::verifyMessage({*http::VerifyKey::fromPem((*key)->publicPem())}, first.method,
                                             first.headers.get("fspiop-uri"), first.headers, *first.body);
    QVERIFY2(!problem, problem ? problem->c_str() : "");
    // The same notice gives the same bytes again.
    desk.notices(one(notice(1, NoticeKind::HubError)));
    QTRY_COMPARE(world.sentCount(), std::size_t(42));
    QCOMPARE(world.sent[41].headers.get("fspiop-signature"), first.headers.get("fspiop-signature"));
}

namespace {

std::shared_ptr<const ledger::Registry> registryWith(bool isPaused)
{
    ledger::Registry registry;
    domain::Participant blue;
    blue.id = domain::ParticipantId(2);
    blue.name = domain::FspId("Blue");
    registry.put(blue);
    if (isPaused)
        registry.put(domain::ParticipantId(2), domain::DeliveryPause{base::Instant{1}, "ana", "why"});
    return std::make_shared<const ledger::Registry>(std::move(registry));
}

std::shared_ptr<const ledger::Batch> pauseBatch(bool isPaused)
{
    auto batch = std::make_shared<ledger::Batch>();
    std::optional<domain::DeliveryPause> pause;
    if (isPaused) pause = domain::DeliveryPause{base::Instant{1}, "ana", "why"};
    batch->changes.emplace_back(ledger::DeliveryPausePut{domain::ParticipantId(2), pause});
    return batch;
}

} // namespace

void TestCallbackDesk::pausedMessagesAreReadFromTheDiskInOrder()
{
    World world;
    world.registry = registryWith(false);
    DeskOptions options;
    options.drainPage = 2;
    options.pausedMax = 4;
    CallbackDesk desk(options, m_clock);
    desk.start(world.ports());
    const auto tell = [&](std::uint64_t seq) {
        auto made = notice(seq, NoticeKind::RelayFulfil, "Blue");
        {
            const std::lock_guard lock(world.mutex);
            world.outbox.push_back(made);
        }
        desk.notices(one(std::move(made)));
    };
    tell(1);
    QTRY_COMPARE(world.sentCount(), std::size_t(1));
    desk.committed(pauseBatch(true));
    QVERIFY(world.paused["blue"]);
    for (std::uint64_t seq = 2; seq <= 4; ++seq)
        tell(seq);
    QVERIFY(!desk.isFull("BLUE"));
    tell(5);
    QVERIFY(desk.isFull("BLUE"));
    QVERIFY(!desk.isFull("green"));
    QCOMPARE(desk.heldBack().front().messages, std::uint64_t(4));
    QTest::qWait(50);
    QCOMPARE(world.sentCount(), std::size_t(1));
    desk.committed(pauseBatch(false));
    tell(6);
    QTRY_COMPARE(world.sentCount(), std::size_t(6));
    QTRY_VERIFY(desk.heldBack().empty());
    tell(7);
    QTRY_COMPARE(world.sentCount(), std::size_t(7));
    for (std::uint64_t seq = 1; seq <= 7; ++seq)
        QCOMPARE(world.sent[seq - 1].ticket, seq);
}

void TestCallbackDesk::aPauseFoundAtTheStartHoldsWhatCameBefore()
{
    World world;
    world.registry = registryWith(true);
    world.reads = 1;
    for (std::uint64_t seq = 1; seq <= 3; ++seq)
        world.outbox.push_back(notice(seq, NoticeKind::RelayFulfil, "Blue"));
    CallbackDesk desk({}, m_clock);
    desk.notices(one(notice(3, NoticeKind::RelayFulfil, "Blue"))); // Expired before the desk stood.
    desk.start(world.ports());
    QVERIFY(world.paused["blue"]);
    QCOMPARE(desk.heldBack().front().messages, std::uint64_t(3));
    QCOMPARE(desk.heldBack().front().oldestMs, std::int64_t(5));
    QTest::qWait(50);
    QCOMPARE(world.sentCount(), std::size_t(0));
    desk.committed(pauseBatch(false));
    QTRY_COMPARE(world.sentCount(), std::size_t(3));
    QTest::qWait(50);
    QCOMPARE(world.sentCount(), std::size_t(3));
}

/// What the desk proposes for a base URL is what the edge makes of that base by itself.
void TestCallbackDesk::addressesOfTheTableAreThoseOfTheEdge()
{
    const std::string base = "http://dfsp.example/base/";
    const lookup::PartyId party{"MSISDN", "123", ""};
    const lookup::PartyId subParty{"MSISDN", "123", "PASSPORT"};
    std::vector<Target> targets{transferPost(),
                                transferPut("t1"),
                                transferError("t1"),
                                bulkTransferPost(),
                                bulkTransferPut("b1"),
                                bulkTransferError("b1"),
                                participantsBatch("r1", false),
                                participantsBatch("r1", true)};
    for (const auto& who : {party, subParty}) {
        for (const auto message : {PartyMessage::Get, PartyMessage::Put, PartyMessage::PutError})
            targets.push_back(parties(message, who));
        for (const auto message : {PartyMessage::Put, PartyMessage::PutError, PartyMessage::Delete})
            targets.push_back(participants(message, who));
    }
    for (const auto& type : {endpoint_type::kQuotes, endpoint_type::kBulkQuotes,
                             endpoint_type::kTransactionRequests, endpoint_type::kAuthorizations})
        targets.push_back(based(type, "/x"));
    QCOMPARE(targets.size(), domain::callbackTypes().size());
    for (const Target& target : targets) {
        const auto* type = domain::callbackType(target.type);
        QVERIFY2(type != nullptr, std::string(target.type).c_str());
        ledger::ParticipantEntry own;
        own.endpoints[std::string(target.type)] = domain::callbackAddress(*type, base);
        ledger::ParticipantEntry inherited;
        inherited.endpoints["FSPIOP_CALLBACK_URL"] = base;
        QVERIFY(endpointUrl(own, target).has_value());
        QCOMPARE(endpointUrl(own, target), endpointUrl(inherited, target));
        QCOMPARE(int(domain::addressFault(target.type, domain::callbackAddress(*type, base))),
                 int(domain::AddressFault::None));
    }
}

QTEST_GUILESS_MAIN(TestCallbackDesk)
#include "tst_callback_desk.moc"
