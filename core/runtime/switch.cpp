#include "core/runtime/switch.h"

#include "core/admin/alert_board.h"
#include "core/admin/close_schedule.h"
#include "core/admin/live_board.h"
#include "core/admin/routes.h"
#include "core/admin/services.h"
#include "core/base/log.h"
#include "core/base/thread_name.h"
#include "core/events/bus.h"
#include "core/fspiop/callback_desk.h"
#include "core/fspiop/lookup_probe.h"
#include "core/fspiop/routes.h"
#include "core/fspiop/services.h"
#include "core/http/sender.h"
#include "core/http/server.h"
#include "core/hub/local/local_hub.h"
#include "core/ledger/engine.h"
#include "core/mail/smtp_relay.h"
#include "core/runtime/address_policy.h"
#include "core/runtime/callback_ports.h"
#include "core/runtime/command_line.h"
#include "core/runtime/health_sources.h"
#include "core/runtime/revocation_watch.h"
#include "core/runtime/watch.h"
#include "core/settlement/handlers.h"
#include "core/store/data_directory.h"
#include "core/store/reader_threads.h"
#include "core/store/sqlite/alert_rows.h"
#include "core/store/sqlite/checkpointer.h"
#include "core/store/sqlite/events_store.h"
#include "core/store/sqlite/indexer.h"
#include "core/store/sqlite/quotes_store.h"
#include "core/store/sqlite/sqlite_journal.h"
#include "core/store/sqlite/sqlite_reader.h"
#include "core/store/store_error.h"

#include <QFile>

#include <atomic>
#include <future>
#include <thread>

namespace hub::runtime {
namespace {

using config::Key;

constexpr int kDrainMs = 2000;

template <class T>
T sized(const config::Config& settings, Key key)
{
    return static_cast<T>(settings.integer(key));
}

ledger::Rules rulesOf(const config::Config& settings)
{
    ledger::Rules rules;
    rules.hubName = settings.text(Key::SwitchHubName);
    rules.onUsTransfers = settings.boolean(Key::SwitchOnUsTransfers);
    rules.payeeAccountValidation = settings.boolean(Key::SwitchPayeeAccountValidation);
    rules.confirmToPayee = settings.boolean(Key::SwitchConfirmToPayee);
    rules.amountMax = settings.amount(Key::SwitchAmountMax);
    rules.settlement = &settlement::handlers();
    rules.closeAttemptsMax = sized<int>(settings, Key::SettlementCloseAttemptsMax);
    rules.closeRetryMs = settings.integer(Key::SettlementCloseRetryMs);
    return rules;
}

ledger::EngineOptions engineOptionsOf(const config::Config& settings)
{
    ledger::EngineOptions options;
    options.queueMax = sized<std::size_t>(settings, Key::LedgerQueueMax);
    options.batchMax = sized<std::size_t>(settings, Key::LedgerBatchMax);
    options.duplicatesInMemory = sized<std::size_t>(settings, Key::LedgerDuplicatesInMemory);
    options.bulksInMemory = sized<std::size_t>(settings, Key::LedgerBulksInMemory);
    options.resumeAfterMs = settings.integer(Key::StoreResumeAfterMs);
    return options;
}

store::SqliteOptions storeOptionsOf(const config::Config& settings)
{
    store::SqliteOptions options;
    options.resumeFreeBytes = settings.integer(Key::StoreResumeFreeMiB) << 20;
    options.ballastBytes = settings.integer(Key::StoreBallastMiB) << 20;
    return options;
}

admin::AlertOptions alertOptionsOf(const config::Config& settings)
{
    admin::AlertOptions options;
    options.throttle.max = sized<int>(settings, Key::AlertsMailMax);
    options.throttle.everyMs = settings.integer(Key::AlertsMailEverySeconds) * 1000;
    options.throttle.resetMs = settings.integer(Key::AlertsMailResetMinutes) * 60'000;
    return options;
}

base::Expected<mail::SmtpOptions, Failure> mailOptionsOf(const config::Config& settings)
{
    mail::SmtpOptions options;
    options.host = settings.text(Key::MailHost);
    options.port = sized<std::uint16_t>(settings, Key::MailPort);
    options.user = settings.text(Key::MailUser);
    options.secret = settings.text(Key::MailSecret);
    options.from = settings.text(Key::MailFrom);
    if (!mail::isAddress(options.from))
        return base::Unexpected(Failure{exit_code::kConfig, "mail.from is no mail address"});
    const std::string tls = settings.text(Key::MailTls);
    if (tls == "none")
        options.tls = mail::SmtpTls::None;
    else if (tls == "implicit")
        options.tls = mail::SmtpTls::Implicit;
    else if (tls != "starttls")
        return base::Unexpected(Failure{exit_code::kConfig, "mail.tls is none of none, starttls, implicit"});
    return options;
}

WatchOptions watchOptionsOf(const config::Config& settings, const QString& dataDirectory)
{
    WatchOptions options;
    options.dataDirectory = dataDirectory;
    options.warnFreeBytes = settings.integer(Key::StoreWarnFreeMiB) << 20;
    options.warnFreePercent = sized<int>(settings, Key::StoreWarnFreePercent);
    return options;
}

http::ServerOptions serverOptionsOf(const config::Config& settings)
{
    http::ServerOptions options;
    options.threads = sized<int>(settings, Key::HttpThreads);
    options.connectionsMax = sized<std::size_t>(settings, Key::HttpConnectionsMax);
    options.connectionsPerAddressMax = sized<std::size_t>(settings, Key::HttpConnectionsPerAddressMax);
    options.headerBytesMax = sized<std::size_t>(settings, Key::HttpHeaderBytesMax);
    options.headerCountMax = sized<std::size_t>(settings, Key::HttpHeaderCountMax);
    options.bodyBytesMax = sized<std::size_t>(settings, Key::HttpBodyBytesMax);
    options.headerDeadlineMs = sized<int>(settings, Key::HttpHeaderDeadlineMs);
    options.bodyDeadlineMs = sized<int>(settings, Key::HttpBodyDeadlineMs);
    options.idleMs = sized<int>(settings, Key::HttpIdleMs);
    options.handshakesMax = sized<std::size_t>(settings, Key::HttpHandshakesMax);
    return options;
}

http::SenderOptions senderOptionsOf(const config::Config& settings)
{
    http::SenderOptions options;
    options.threads = sized<int>(settings, Key::SenderThreads);
    options.connectionsPerLane = sized<std::size_t>(settings, Key::SenderConnectionsPerLane);
    options.laneQueueMax = sized<std::size_t>(settings, Key::SenderQueuePerLane);
    options.timeoutMs = sized<int>(settings, Key::SenderTimeoutMs);
    options.attemptsMax = sized<int>(settings, Key::SenderRetryMax);
    options.lifeMs = settings.integer(Key::SenderRetryHours) * 3'600'000;
    options.addressAllowed = addressPolicy(settings.boolean(Key::SenderAllowPrivateAddresses));
    return options;
}

fspiop::Settings fspiopSettingsOf(const config::Config& settings)
{
    fspiop::Settings out;
    out.hubName = settings.text(Key::SwitchHubName);
    out.contentVersion = settings.text(Key::SwitchContentVersion);
    out.fulfilAgeMaxMs = settings.integer(Key::SwitchFulfilSecondsMax) * 1000;
    out.fulfilAheadMaxMs = settings.integer(Key::SwitchFulfilLagMs);
    out.forwardTimeoutMs = sized<int>(settings, Key::SenderTimeoutMs);
    out.oracleTimeoutMs = sized<int>(settings, Key::OracleTimeoutMs);
    out.oracleCacheMax = sized<std::size_t>(settings, Key::OracleCacheMax);
    out.oracleCacheMs = settings.integer(Key::OracleCacheMs);
    out.verifySignatures = settings.boolean(Key::JwsValidate);
    out.verifyPutParties = settings.boolean(Key::JwsValidatePutParties);
    out.signedDateSkewMaxMs = settings.integer(Key::JwsDateSecondsMax) * 1000;
    return out;
}

/// A test look-up as the desk sees it.
auto deskProbe(fspiop::FspiopServices& services)
{
    return [ask = fspiop::makeLookupProbe(services)](const lookup::PartyId& party,
                                                     std::optional<domain::Currency> currency,
                                                     std::function<void(api::LookupAnswer)> then) {
        ask(party, currency, [then = std::move(then)](const fspiop::ProbeResult& result) {
            api::LookupAnswer answer;
            answer.tookUs = result.tookUs;
            if (result.oracle) {
                answer.oracle = result.oracle->id;
                answer.endpoint = QString::fromStdString(result.oracle->endpoint);
            }
            for (const std::string& fspId : result.resolution.fspIds)
                answer.fspIds.push_back(QString::fromStdString(fspId));
            if (const auto& error = result.resolution.error) {
                answer.errorCode = QString::fromStdString(error->code);
                answer.errorText = QString::fromStdString(error->description);
            }
            then(std::move(answer));
        });
    };
}

fspiop::AdmissionLimits admissionOf(const config::Config& settings)
{
    return {settings.integer(Key::AdmissionRatePerSecond), settings.integer(Key::AdmissionBurst),
            settings.integer(Key::AdmissionInFlightMax)};
}

Failure failureOf(const base::Error& error)
{
    return Failure{store::exitCodeOf(error), error.detail};
}

http::TlsFiles tlsFilesOf(const config::Config& settings, Key certificate, Key key, Key authorities)
{
    http::TlsFiles files;
    files.certificateChain = settings.text(certificate);
    files.privateKey = settings.text(key);
    files.authorities = settings.text(authorities);
    return files;
}

http::TlsFiles fspiopTlsFilesOf(const config::Config& settings)
{
    http::TlsFiles files =
        tlsFilesOf(settings, Key::FspiopTlsCertificate, Key::FspiopTlsKey, Key::FspiopTlsClientCa);
    if (!files.authorities.empty()) files.revocationList = settings.text(Key::FspiopTlsRevocationList);
    return files;
}

// TLS of one listener; null when it is plain.
base::Expected<std::shared_ptr<const http::TlsContext>, Failure> tlsOf(const http::TlsFiles& files)
{
    if (files.certificateChain.empty()) return std::shared_ptr<const http::TlsContext>();
    auto context = http::serverTls(files, !files.authorities.empty());
    if (!context) return base::Unexpected(Failure{exit_code::kConfig, context.error().detail});
    return *std::move(context);
}

// TLS towards DFSPs and oracles; null takes the system's authorities and shows no certificate.
base::Expected<std::shared_ptr<const http::TlsContext>, Failure> senderTlsOf(const config::Config& settings)
{
    const http::TlsFiles files =
        tlsFilesOf(settings, Key::SenderTlsCertificate, Key::SenderTlsKey, Key::SenderTlsCa);
    if (files.certificateChain.empty() && files.authorities.empty())
        return std::shared_ptr<const http::TlsContext>();
    auto context = http::clientTls(files);
    if (!context) return base::Unexpected(Failure{exit_code::kConfig, context.error().detail});
    return *std::move(context);
}

} // namespace

/// Members stand in start order; the destructor goes the other way.
struct Switch::Parts
{
    explicit Parts(SwitchOptions given, std::function<void(Failure)> failed)
        : options(std::move(given))
        , onFailure(std::move(failed))
        , spans(sized<std::size_t>(options.config, Key::EventsQueueMax))
        , board(clock)
        , identities(admissionOf(options.config))
    {}

    base::Expected<void, Failure> checkBindings() const;
    base::Expected<void, Failure> makeSchedule();
    base::Expected<void, Failure> openData();
    base::Expected<void, Failure> makeQuotes();
    base::Expected<void, Failure> startLedger();
    base::Expected<Addresses, Failure> startListeners();
    void startSides();
    void addOutboxPorts(fspiop::DeskPorts& ports);
    std::vector<admin::HubCondition> conditions() const;
    base::Expected<void, Failure> makeListeners();
    void stop();
    events::SpanSink* spanSink() { return options.config.boolean(Key::EventsSpans) ? &spans : nullptr; }

    SwitchOptions options;
    std::function<void(Failure)> onFailure;
    base::SystemClock clock;
    base::Instant startedAt = clock.now();
    std::atomic<api::HubState> state{api::HubState::Starting};
    events::SpanBus spans;
    std::unique_ptr<store::DataDirectory> data;
    std::shared_ptr<const http::SigningKey> key;
    admin::LiveBoard board;
    lookup::LookupFigures lookups;
    std::unique_ptr<mail::SmtpRelay> mails;
    std::unique_ptr<admin::AlertBoard> alerts;
    fspiop::Identities identities;
    std::unique_ptr<store::EventsStore> eventsStore;
    std::unique_ptr<store::Checkpointer> checkpointer;
    std::unique_ptr<store::Indexer> indexer;
    std::unique_ptr<store::ReaderThreads> readers;
    std::unique_ptr<store::QuotesStore> quotes; ///< in persistent mode
    std::unique_ptr<fspiop::CallbackDesk> desk;
    std::unique_ptr<http::Sender> sender;
    std::unique_ptr<ledger::Engine> engine;
    std::thread ledgerThread;
    std::unique_ptr<admin::AdminServices> admin;
    std::unique_ptr<local::LocalHub> door;
    std::unique_ptr<admin::CloseSchedule> closeSchedule;
    std::unique_ptr<fspiop::FspiopServices> fspiop;
    std::unique_ptr<http::Server> fspiopServer;
    std::unique_ptr<http::Server> operatorServer;
    std::unique_ptr<Watch> watch;
    std::atomic<bool> isServing{false}; ///< servers and watch are there
    std::unique_ptr<RevocationWatch> revocations;
    bool isStopped = false;
};

base::Expected<void, Failure> Switch::Parts::checkBindings() const
{
    const auto guarded = [&](Key listen, Key certificate, Key authorities) {
        return options.config.hostPort(listen).isLoopback() ||
               (!options.config.text(certificate).empty() && !options.config.text(authorities).empty());
    };
    const bool allGuarded =
        guarded(Key::FspiopListen, Key::FspiopTlsCertificate, Key::FspiopTlsClientCa) &&
        guarded(Key::OperatorListen, Key::OperatorTlsCertificate, Key::OperatorTlsClientCa);
    if (allGuarded) return {};
    if (!options.isInsecure)
        return base::Unexpected(Failure{exit_code::kConfig,
                                        "a listener beyond loopback needs TLS with client certificates; "
                                        "--insecure starts without them"});
    base::log(base::LogLevel::Warning,
              "insecure: a listener beyond loopback has no TLS with client certificates");
    return {};
}

base::Expected<void, Failure> Switch::Parts::makeSchedule()
{
    const std::string text = options.config.text(Key::SettlementCloseCron);
    if (text.empty()) return {};
    const auto cron = settlement::Cron::parse(text);
    if (!cron) return base::Unexpected(Failure{exit_code::kConfig, "settlement.closeCron: " + cron.error()});
    const QTimeZone zone(QByteArray::fromStdString(options.config.text(Key::SettlementZone)));
    if (!zone.isValid())
        return base::Unexpected(
            Failure{exit_code::kConfig, "settlement.zone: no such time zone in the zone database"});
    closeSchedule = std::make_unique<admin::CloseSchedule>(admin->settlement, clock, *cron, zone);
    return {};
}

base::Expected<void, Failure> Switch::Parts::openData()
{
    auto opened = store::DataDirectory::open(options.dataDirectory);
    if (!opened) return base::Unexpected(failureOf(opened.error()));
    data = *std::move(opened);
    if (!options.config.boolean(Key::JwsSign)) return {};
    const std::string file = (data->keysFolder() + QStringLiteral("/hub.pem")).toStdString();
    auto loaded = QFile::exists(QString::fromStdString(file)) ? http::SigningKey::load(file)
                                                              : http::SigningKey::create(file);
    if (!loaded)
        return base::Unexpected(
            Failure{exit_code::kIoError, "the hub's key " + file + ": " + loaded.error().detail});
    key = *std::move(loaded);
    return {};
}

base::Expected<void, Failure> Switch::Parts::makeQuotes()
{
    if (!options.config.boolean(Key::QuotesPersistent)) return {};
    if (auto done = data->prepareQuotes(); !done) return base::Unexpected(failureOf(done.error()));
    store::QuotesOptions quotesOptions;
    quotesOptions.kept = options.config.integer(Key::QuotesKept);
    quotesOptions.queueMax = sized<std::size_t>(options.config, Key::QuotesQueueMax);
    quotes = std::make_unique<store::QuotesStore>(*data, clock, quotesOptions);
    return {};
}

base::Expected<void, Failure> Switch::Parts::startLedger()
{
    engine = std::make_unique<ledger::Engine>(engineOptionsOf(options.config), rulesOf(options.config), clock,
                                              *desk, spanSink());
    engine->addObserver(board);
    engine->addObserver(*desk);
    alerts = std::make_unique<admin::AlertBoard>(
        alertOptionsOf(options.config), engine->view(), clock,
        [this] { return std::make_unique<store::AlertRows>(*data); }, mails.get());
    alerts->watchConditions([this] { return conditions(); });
    engine->addObserver(*alerts);
    engine->addFirstObserver(identities);
    // The two ends of a start: the ledger stands, or the store said why not.
    auto ended = std::make_shared<std::promise<base::Expected<void, base::Error>>>();
    auto answer = ended->get_future();
    ledgerThread = std::thread([this, ended] {
        base::nameThread("ledger");
        bool isReady = false;
        store::SqliteJournal journal(*data, storeOptionsOf(options.config));
        const auto result = engine->run(journal, [&] {
            isReady = true;
            ended->set_value({});
        });
        if (!isReady) {
            ended->set_value(result ? base::Expected<void, base::Error>(base::Unexpected(
                                          base::Error{base::Error::Kind::Internal, "the ledger ended"}))
                                    : result);
        } else if (!result) {
            onFailure(failureOf(result.error()));
        }
    });
    const auto started = answer.get();
    if (!started) return base::Unexpected(failureOf(started.error()));
    // The listeners are closed, so no command can change what is read here.
    identities.load(*engine->view().registry());
    return {};
}

/// Alerts' thread.
std::vector<admin::HubCondition> Switch::Parts::conditions() const
{
    const ledger::WriterHealth writer = engine->writer();
    const bool isReadOnly = writer.mode == ledger::WriterMode::ReadOnly;
    std::vector<admin::HubCondition> out{
        {events::AlertRule::StoreReadOnly, isReadOnly, 1, "The hub takes no payments: " + writer.reason}};
    if (!isServing) return out;
    const DiskState disk = watch->disk();
    out.push_back({events::AlertRule::DiskLow, disk.isLow, 2,
                   "Only " + std::to_string(disk.freeBytes >> 20) + " MiB of the data's disk are free"});
    return out;
}

/// What the desk needs for destinations that are paused.
void Switch::Parts::addOutboxPorts(fspiop::DeskPorts& ports)
{
    ports.pauseLane = [this](const std::string& lane, bool isPaused) {
        if (isPaused)
            sender->pause(lane);
        else
            sender->resume(lane);
    };
    ports.laneFillPercent = [this](const std::string& lane) { return sender->laneFillPercent(lane); };
    ports.readOutbox = [this](const std::string& destination, ledger::OutboxSeq after, int limit,
                              std::function<void(std::optional<std::vector<ledger::Notice>>)> done) {
        return readers->read(
            [destination, after, limit, done = std::move(done)](ledger::LedgerReader& reader) {
                auto page = reader.outbox(destination, after, limit);
                if (!page)
                    base::log(base::LogLevel::Error, "the outbox cannot be read",
                              {{"error", page.error().detail}});
                done(page ? std::optional(*std::move(page)) : std::nullopt);
            });
    };
    ports.countOutbox = [this](std::function<void(std::vector<ledger::DestinationCount>)> done) {
        return readers->read([done = std::move(done)](ledger::LedgerReader& reader) {
            auto counts = reader.outboxCounts();
            if (counts) done(*std::move(counts));
        });
    };
}

void Switch::Parts::startSides()
{
    board.start();
    mails->start();
    alerts->start();
    sender->start();
    fspiop::DeskPorts ports;
    ports.submit = [this](ledger::Submission&& submission) { return engine->submit(std::move(submission)); };
    ports.registry = [this] { return engine->view().registry(); };
    ports.send = [this](http::Outbound&& message) { return sender->send(std::move(message)); };
    ports.sendBatch = [this](std::vector<http::Outbound>&& messages) {
        return sender->sendBatch(std::move(messages));
    };
    addOutboxPorts(ports);
    readers->start(); // The desk counts on them what waits for those that are paused.
    desk->start(std::move(ports));
    if (quotes) quotes->start();
    checkpointer->start();
    indexer->start();
}

base::Expected<void, Failure> Switch::Parts::makeListeners()
{
    const auto make = [&](std::unique_ptr<http::Server>& server,
                          std::shared_ptr<const http::RouteTable> routes, const http::TlsFiles& files,
                          http::ServerCallbacks callbacks) -> base::Expected<void, Failure> {
        http::ServerOptions serverOptions = serverOptionsOf(options.config);
        HUB_TRY(serverOptions.tls, tlsOf(files));
        server = std::make_unique<http::Server>(std::move(serverOptions), std::move(routes), spanSink(),
                                                std::move(callbacks));
        return {};
    };
    admin::OperatorApiOptions operatorOptions;
    operatorOptions.doorFor = [this](const admin::Caller& caller) { return door->apiFor(caller); };
    if (key) operatorOptions.signingKeyPem = key->publicPem();
    auto made = make(operatorServer, admin::makeOperatorRoutes(*admin, std::move(operatorOptions)),
                     tlsFilesOf(options.config, Key::OperatorTlsCertificate, Key::OperatorTlsKey,
                                Key::OperatorTlsClientCa),
                     {});
    const http::TlsFiles fspiopFiles = fspiopTlsFilesOf(options.config);
    if (made) made = make(fspiopServer, fspiop::makeRoutes(*fspiop), fspiopFiles, fspiop::serverCallbacks());
    if (!made) return made;
    if (!fspiopFiles.revocationList.empty())
        revocations = std::make_unique<RevocationWatch>(fspiopFiles, *fspiopServer);
    // Whatever a health answer looks at is there before the first request can come.
    watch = std::make_unique<Watch>(
        watchOptionsOf(options.config, data->path()),
        WatchedParts{*engine, *sender, *fspiopServer, *operatorServer}, clock, [this] {
            onFailure(Failure{exit_code::kWatchdog, "the ledger has stood still for 30 s"});
        });
    return {};
}

base::Expected<Addresses, Failure> Switch::Parts::startListeners()
{
    if (auto made = makeListeners(); !made) return base::Unexpected(made.error());
    const auto serve = [&](http::Server& server, Key listen,
                           Key certificate) -> base::Expected<std::string, Failure> {
        const config::HostPort where = options.config.hostPort(listen);
        const auto port = server.start(where.host, where.port);
        if (!port) return base::Unexpected(Failure{exit_code::kOtherInstance, port.error().detail});
        const bool isTls = !options.config.text(certificate).empty();
        const std::string host =
            where.host.find(':') == std::string::npos ? where.host : '[' + where.host + ']';
        return std::string(isTls ? "https://" : "http://") + host + ':' + std::to_string(*port);
    };
    Addresses addresses;
    HUB_TRY(addresses.operatorApi, serve(*operatorServer, Key::OperatorListen, Key::OperatorTlsCertificate));
    HUB_TRY(addresses.fspiop, serve(*fspiopServer, Key::FspiopListen, Key::FspiopTlsCertificate));
    watch->start();
    admin->finalise.start();
    isServing = true;
    return addresses;
}

void Switch::Parts::stop()
{
    if (isStopped) return;
    isStopped = true;
    state = api::HubState::Draining;
    if (watch) watch->stop();
    revocations.reset();
    if (fspiopServer) fspiopServer->stop(kDrainMs);
    if (operatorServer) operatorServer->stop(kDrainMs);
    if (closeSchedule) closeSchedule->stop();
    if (quotes) quotes->stop();
    if (admin) admin->finalise.stop();
    if (sender) sender->stop(kDrainMs);
    if (desk) desk->stop();
    if (engine) engine->stop();
    if (ledgerThread.joinable()) ledgerThread.join();
    board.stop();
    if (alerts) alerts->stop();
    if (mails) mails->stop();
    if (readers) readers->stop();
    if (indexer) indexer->stop();
    if (checkpointer) checkpointer->stop();
    spans.close();
    if (eventsStore) eventsStore->stop();
    state = api::HubState::Stopped;
}

Switch::Switch(SwitchOptions options, std::function<void(Failure)> onFailure)
    : m_parts(std::make_unique<Parts>(std::move(options), std::move(onFailure)))
{}

Switch::~Switch()
{
    stop();
}

base::Expected<Addresses, Failure> Switch::start()
{
    Parts& p = *m_parts;
    const config::Config& settings = p.options.config;
    auto bindings = p.checkBindings();
    if (!bindings) return base::Unexpected(bindings.error());
    auto opened = p.openData();
    if (!opened) return base::Unexpected(opened.error());

    store::EventsOptions eventsOptions;
    eventsOptions.rowsMax = settings.integer(Key::EventsSpansKept);
    p.eventsStore = std::make_unique<store::EventsStore>(*p.data, p.spans, eventsOptions);
    p.eventsStore->start();
    p.checkpointer = std::make_unique<store::Checkpointer>(*p.data);
    p.indexer = std::make_unique<store::Indexer>(*p.data);
    p.readers = std::make_unique<store::ReaderThreads>(
        [&p] { return std::make_unique<store::SqliteReader>(*p.data); },
        sized<int>(settings, Key::ReaderThreads), sized<std::size_t>(settings, Key::ReaderQueueMax));
    if (auto made = p.makeQuotes(); !made) return base::Unexpected(made.error());
    fspiop::DeskOptions deskOptions;
    deskOptions.hubName = settings.text(Key::SwitchHubName);
    deskOptions.contentVersion = settings.text(Key::SwitchContentVersion);
    deskOptions.key = p.key;
    deskOptions.backlogMax = sized<std::size_t>(settings, Key::SenderBacklogMax);
    deskOptions.onceTimeoutMs = sized<int>(settings, Key::SenderTimeoutMs);
    deskOptions.pausedMax = sized<std::uint64_t>(settings, Key::SenderPausedMax);
    p.desk = std::make_unique<fspiop::CallbackDesk>(deskOptions, p.clock);
    http::SenderOptions senderOptions = senderOptionsOf(settings);
    HUB_TRY(senderOptions.tls, senderTlsOf(settings));
    p.sender = std::make_unique<http::Sender>(std::move(senderOptions), p.desk.get(), p.spanSink());

    auto mailOptions = mailOptionsOf(settings);
    if (!mailOptions) return base::Unexpected(mailOptions.error());
    p.mails = std::make_unique<mail::SmtpRelay>(*std::move(mailOptions));

    auto ledgerStarted = p.startLedger();
    if (!ledgerStarted) return base::Unexpected(ledgerStarted.error());

    admin::HealthSources sources = healthSources({p.state, *p.engine, *p.sender, *p.desk, *p.readers, p.spans,
                                                  *p.eventsStore, p.fspiopServer, p.operatorServer, p.watch});
    sources.startedAt = p.startedAt;
    sources.ledgerQueueMax = sized<std::size_t>(settings, Key::LedgerQueueMax);
    p.admin = std::make_unique<admin::AdminServices>(*p.engine, *p.readers, p.board, p.clock, sources,
                                                     p.alerts.get());
    admin::FinaliseOptions finaliseOptions;
    finaliseOptions.pauseMs = settings.integer(Key::SettlementFinalisePauseMs);
    p.admin->finalise.setOptions(finaliseOptions);
    p.door = std::make_unique<local::LocalHub>(*p.admin, p.board);
    p.fspiop = std::make_unique<fspiop::FspiopServices>(fspiop::FspiopServices{
        fspiopSettingsOf(settings), [&p](ledger::Submission&& s) { return p.engine->submit(std::move(s)); },
        [&p] { return p.engine->view().registry(); }, *p.readers, *p.desk, p.identities, p.clock,
        p.spanSink(), [sources] { return fspiopHealth(sources); }, &p.lookups, p.quotes.get()});
    p.admin->directory.setPorts(
        {sized<std::size_t>(settings, Key::DirectoryImportBytesMax), deskProbe(*p.fspiop), &p.lookups});
    p.admin->callbacks.setPorts(callbackPorts(*p.sender, *p.desk, *p.fspiop,
                                              sized<int>(settings, Key::SenderProbeTimeoutMs),
                                              sized<std::size_t>(settings, Key::SenderReplayMax)));
    if (auto scheduled = p.makeSchedule(); !scheduled) return base::Unexpected(scheduled.error());
    p.startSides();
    if (p.closeSchedule) p.closeSchedule->start();
    auto addresses = p.startListeners();
    if (!addresses) return addresses;
    p.state = api::HubState::Running;
    base::log(base::LogLevel::Info, "ready",
              {{"fspiop", addresses->fspiop}, {"operator", addresses->operatorApi}});
    return addresses;
}

void Switch::stop()
{
    m_parts->stop();
}

api::HubApi Switch::hub()
{
    return m_parts->door->api();
}

} // namespace hub::runtime
