#include "tests/unit/fspiop/edge_fixture.h"

#include "core/fspiop/headers.h"
#include "core/json/document.h"

#include <QtNetwork/QTcpSocket>
#include <QtTest/QtTest>

namespace hub::test {

using namespace fspiop;

namespace {

std::shared_ptr<const ledger::Registry> makeRegistry()
{
    ledger::Registry registry;
    std::int64_t nextId = 1;
    for (const char* name : {"Hub", "green", "blue", "red"}) {
        domain::Participant participant;
        participant.id = domain::ParticipantId(nextId);
        participant.name = domain::FspId(name);
        participant.isActive = std::string(name) != "red";
        registry = registry.with(participant);
        registry = registry.with(domain::Account{domain::AccountId(nextId),
                                                 participant.id,
                                                 *domain::Currency::parse("USD"),
                                                 domain::AccountType::Position,
                                                 true,
                                                 true,
                                                 {}});
        if (nextId > 1)
            registry = registry.with(domain::Endpoint{participant.id, "FSPIOP_CALLBACK_URL",
                                                      "http://" + std::string(name) + ".test"});
        ++nextId;
    }
    domain::Oracle oracle;
    oracle.id = domain::OracleId(1);
    oracle.partyIdType = "MSISDN";
    oracle.endpoint = std::string(domain::kBuiltInDirectory);
    registry = registry.with(oracle);
    return std::make_shared<ledger::Registry>(registry);
}

struct MemoryReader final : ledger::LedgerReader
{
    explicit MemoryReader(EdgeFixture& owner)
        : fixture(owner)
    {}
    EdgeFixture& fixture;

    base::Expected<std::optional<ledger::TransferFacts>, base::Error>
    transfer(const domain::TransferId&) override
    {
        return fixture.facts;
    }
    base::Expected<std::vector<ledger::TransferRow>, base::Error>
    search(const ledger::TransferFilter&) override
    {
        return std::vector<ledger::TransferRow>();
    }
    base::Expected<std::vector<ledger::PositionPoint>, base::Error>
    positionHistory(domain::AccountId, base::Instant, base::Instant, int) override
    {
        return std::vector<ledger::PositionPoint>();
    }
    base::Expected<std::vector<ledger::WindowFacts>, base::Error>
    windows(const ledger::WindowFilter&) override
    {
        return std::vector<ledger::WindowFacts>();
    }
    base::Expected<std::vector<ledger::SettlementFacts>, base::Error>
    settlements(const ledger::SettlementFilter&) override
    {
        return std::vector<ledger::SettlementFacts>();
    }
    base::Expected<std::vector<ledger::HistoryRow>, base::Error> settlementHistory(ledger::HistoryKind,
                                                                                   std::int64_t) override
    {
        return std::vector<ledger::HistoryRow>();
    }
    base::Expected<std::vector<ledger::Finalise>, base::Error>
    finalises(const ledger::FinaliseFilter&) override
    {
        return std::vector<ledger::Finalise>();
    }
    base::Expected<std::optional<std::string>, base::Error> finaliseFile(domain::SettlementId) override
    {
        return std::optional<std::string>();
    }
    base::Expected<std::vector<ledger::ReservedTotal>, base::Error> reservedTotals() override
    {
        return std::vector<ledger::ReservedTotal>();
    }
    base::Expected<std::vector<ledger::StoredAuditRow>, base::Error>
    audit(const ledger::AuditFilter&) override
    {
        return std::vector<ledger::StoredAuditRow>();
    }
    base::Expected<std::vector<ledger::DeadLetter>, base::Error>
    deadLetters(const ledger::DeadLetterFilter&) override
    {
        return std::vector<ledger::DeadLetter>();
    }
    base::Expected<std::vector<ledger::OutboxSeq>, base::Error> oldestDeadLetters(const std::string&,
                                                                                  int) override
    {
        return std::vector<ledger::OutboxSeq>();
    }
    base::Expected<std::vector<ledger::DestinationCount>, base::Error> deadLetterCounts() override
    {
        return std::vector<ledger::DestinationCount>();
    }
    base::Expected<std::vector<ledger::Notice>, base::Error> outbox(const std::string&, ledger::OutboxSeq,
                                                                    int) override
    {
        return std::vector<ledger::Notice>();
    }
    base::Expected<std::vector<ledger::DestinationCount>, base::Error> outboxCounts() override
    {
        return std::vector<ledger::DestinationCount>();
    }
    base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
    directory(const std::string&, const std::string&, const std::string&,
              std::optional<domain::Currency>) override
    {
        return fixture.directory;
    }
    base::Expected<std::vector<ledger::DirectoryEntry>, base::Error>
    searchDirectory(const ledger::DirectoryQuery&) override
    {
        return fixture.directory;
    }
    base::Expected<std::int64_t, base::Error> countDirectory(const ledger::DirectoryQuery&) override
    {
        return static_cast<std::int64_t>(fixture.directory.size());
    }
    base::Expected<std::optional<ledger::BulkFacts>, base::Error> bulk(const domain::BulkTransferId&) override
    {
        return fixture.bulk;
    }
    base::Expected<std::vector<ledger::Bulk>, base::Error> bulks(ledger::BulkSeq, int) override
    {
        return std::vector<ledger::Bulk>();
    }
    base::Expected<std::vector<events::Span>, base::Error> spansOfTrace(const events::TraceId&) override
    {
        return std::vector<events::Span>();
    }
    base::Expected<std::vector<events::Span>, base::Error> spansOfSubject(const std::string&) override
    {
        return std::vector<events::Span>();
    }
    base::Expected<ledger::SpanWalk, base::Error> walkSpans(std::string_view, std::int64_t, int) override
    {
        return ledger::SpanWalk();
    }
    base::Expected<std::vector<ledger::WaitingTransfer>, base::Error> waitingTransfers(base::Instant,
                                                                                       int) override
    {
        return std::vector<ledger::WaitingTransfer>();
    }
};

std::string errorText(const std::string& body, const char* member)
{
    const auto document = json::Document::parse(body);
    return document ? std::string(document->root()["errorInformation"][member].scalarText()) : std::string();
}

} // namespace

std::string Reply::code() const
{
    return errorText(body, "errorCode");
}

std::string Reply::description() const
{
    return errorText(body, "errorDescription");
}

FspiopServices EdgeFixture::services()
{
    FspiopServices made{{}, {}, {}, *this, m_desk, m_identities, clock, nullptr, {}, {}};
    made.submit = [this](ledger::Submission&& submission) {
        {
            const std::lock_guard lock(m_mutex);
            if (!writerTakes) return false;
            m_commands.push_back(submission.command);
            if (!answersAtOnce) {
                m_open.emplace_back(submission.sink, submission.ticket);
                return true;
            }
        }
        if (submission.sink != nullptr) submission.sink->outcomes({{submission.ticket, answer, 0}});
        return true;
    };
    made.registry = [this] { return registry; };
    return made;
}

EdgeFixture::EdgeFixture(fspiop::Settings settings, AdmissionLimits limits)
    : registry(makeRegistry())
    , m_desk({}, clock)
    , m_identities(limits)
    , m_services(services())
{
    m_services.settings = std::move(settings);
    m_identities.load(*registry);
    DeskPorts ports;
    ports.submit = m_services.submit;
    ports.registry = m_services.registry;
    ports.send = [this](http::Outbound&& message) {
        const std::lock_guard lock(m_mutex);
        m_sent.push_back(std::move(message));
        return true;
    };
    ports.sendBatch = [this](std::vector<http::Outbound>&& messages) {
        const std::lock_guard lock(m_mutex);
        for (auto& message : messages) {
            if (const auto complete = std::exchange(message.complete, nullptr)) complete(message);
            m_sent.push_back(std::move(message));
        }
        return std::vector<http::Outbound>();
    };
    m_desk.start(std::move(ports));
    m_server = std::make_unique<http::Server>(http::ServerOptions{}, makeRoutes(m_services));
    const auto port = m_server->start("127.0.0.1", 0);
    if (!port) qFatal("no port: %s", port.error().detail.c_str());
    m_port = *port;
}

EdgeFixture::~EdgeFixture()
{
    m_server->stop(100);
    m_desk.stop();
}

std::unique_ptr<QTcpSocket> EdgeFixture::open(const char* method, const std::string& path,
                                              const char* resource, const std::string& body,
                                              const std::vector<std::pair<std::string, std::string>>& headers)
{
    http::Headers all{{"Host", "hub"},
                      {"Accept", mediaType(resource, "1.1")},
                      {"Content-Type", mediaType(resource, "1.1")},
                      {"Date", "Mon, 23 Nov 2026 18:02:11 GMT"},
                      {"FSPIOP-Source", "green"},
                      {"FSPIOP-Destination", "blue"},
                      {"Content-Length", std::to_string(body.size())}};
    if (std::string(method) == "PUT") all.remove("Accept");
    for (const auto& [name, value] : headers) {
        if (value.empty())
            all.remove(name);
        else
            all.set(name, value);
    }
    std::string text = std::string(method) + " " + path + " HTTP/1.1\r\n";
    for (const auto& [name, value] : all)
        text.append(name).append(": ").append(value).append("\r\n");
    text.append("\r\n").append(body);
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QStringLiteral("127.0.0.1"), m_port);
    socket->waitForConnected(5000);
    socket->write(text.data(), qint64(text.size()));
    socket->flush();
    return socket;
}

Reply EdgeFixture::call(const char* method, const std::string& path, const char* resource,
                        const std::string& body,
                        const std::vector<std::pair<std::string, std::string>>& headers)
{
    const auto socket = open(method, path, resource, body, headers);
    std::string bytes;
    Reply reply;
    while (socket->waitForReadyRead(5000)) {
        bytes += socket->readAll().toStdString();
        const std::size_t end = bytes.find("\r\n\r\n");
        if (end == std::string::npos) continue;
        reply.head = bytes.substr(0, end);
        reply.body = bytes.substr(end + 4);
        const QString head = QString::fromStdString(reply.head).toLower();
        const qsizetype length = head.indexOf(QLatin1String("content-length: "));
        const auto wanted =
            length < 0 ? 0 : head.mid(length + 16).section(QLatin1String("\r\n"), 0, 0).toULongLong();
        if (reply.body.size() >= wanted || std::string(method) == "HEAD") break;
    }
    if (reply.head.size() > 12) reply.status = std::atoi(reply.head.c_str() + 9);
    return reply;
}

bool EdgeFixture::read(std::function<void(ledger::LedgerReader&)> work)
{
    MemoryReader reader(*this);
    work(reader);
    return true;
}

bool EdgeFixture::waitSent(std::size_t count)
{
    return QTest::qWaitFor(
        [this, count] {
            const std::lock_guard lock(m_mutex);
            return m_sent.size() >= count;
        },
        5000);
}

http::Outbound EdgeFixture::sent(std::size_t index)
{
    const std::lock_guard lock(m_mutex);
    return index < m_sent.size() ? m_sent[index] : http::Outbound{};
}

void EdgeFixture::finish(std::size_t index, http::DeliveryOutcome outcome, int status,
                         http::DeliveryReason reason, std::string body)
{
    http::DeliveryResult result;
    result.ticket = sent(index).ticket;
    result.outcome = outcome;
    result.status = status;
    result.reason = reason;
    result.body = std::move(body);
    m_desk.delivered({std::move(result)});
}

std::string EdgeFixture::sentCode(std::size_t index)
{
    const http::Outbound message = sent(index);
    return message.body ? errorText(*message.body, "errorCode") : std::string();
}

void EdgeFixture::rule(const char* participant, domain::SignatureCheck check)
{
    domain::Participant changed = registry->find(participant)->participant;
    changed.signatureCheck = check;
    auto batch = std::make_shared<ledger::Batch>();
    batch->changes.emplace_back(ledger::ParticipantPut{std::move(changed)});
    m_identities.committed(std::move(batch));
}

void EdgeFixture::trust(const char* participant, domain::Credential credential, std::int64_t id)
{
    credential.id = domain::CredentialId(id != 0 ? id : ++m_credentials);
    credential.participant = registry->find(participant)->participant.id;
    auto batch = std::make_shared<ledger::Batch>();
    batch->changes.emplace_back(ledger::CredentialPut{std::move(credential)});
    m_identities.committed(std::move(batch));
}

void EdgeFixture::answerOpen()
{
    std::vector<std::pair<ledger::OutcomeSink*, std::uint64_t>> open;
    {
        const std::lock_guard lock(m_mutex);
        open.swap(m_open);
    }
    for (const auto& [sink, ticket] : open)
        if (sink != nullptr) sink->outcomes({{ticket, answer, 0}});
}

std::size_t EdgeFixture::commandCount()
{
    const std::lock_guard lock(m_mutex);
    return m_commands.size();
}

} // namespace hub::test
