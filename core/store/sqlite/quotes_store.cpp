#include "core/store/sqlite/quotes_store.h"

#include "core/base/bounded_queue.h"
#include "core/base/log.h"
#include "core/base/thread_name.h"
#include "core/store/sqlite/connection.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace hub::store {
namespace {

using agreement::KeptQuote;
using agreement::QuoteMessage;
using agreement::QuoteReply;
using agreement::QuoteRuling;
using agreement::QuoteVerdict;
using Done = base::Expected<void, base::Error>;

constexpr std::chrono::milliseconds kIdleTurn{500};
/// New rows between two looks at how many there are.
constexpr std::int64_t kRowsPerSweep = 1000;

enum class Step : std::uint8_t { Asked, Replied, Looked };

struct Entry
{
    Step step = Step::Asked;
    std::string id;
    QuoteReply kind = QuoteReply::None;
    QuoteMessage message; ///< Looked: the asker is its source
    agreement::QuoteBook::Then then;
};

base::Digest digestOf(const std::string& bytes)
{
    base::Digest digest{};
    if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

} // namespace

struct QuotesStore::Impl
{
    Impl(DataDirectory& dir, const base::Clock& time, QuotesOptions opts)
        : directory(dir)
        , clock(time)
        , options(opts)
        , queue(opts.queueMax)
    {}

    DataDirectory& directory;
    const base::Clock& clock;
    const QuotesOptions options;
    base::BoundedQueue<Entry> queue;
    std::thread thread;

    std::unique_ptr<Connection> connection;
    Statement find;
    Statement insert;
    Statement update;
    std::int64_t newRows = 0;
    bool isFailing = false;

    bool push(Entry&& entry) { return queue.push(std::move(entry)); }
    void run();
    Done open();
    void rule(std::vector<Entry>& batch);
    Done ruleAll(std::vector<Entry>& batch, std::vector<QuoteRuling>& rulings);
    base::Expected<QuoteRuling, base::Error> ruleOne(const Entry& entry);
    base::Expected<std::optional<KeptQuote>, base::Error> keptQuote(const std::string& id);
    Done keepRequest(const Entry& entry);
    Done keepReply(const Entry& entry);
    Done sweep();
};

void QuotesStore::Impl::run()
{
    std::vector<Entry> batch;
    while (queue.take(batch, options.batchMax, kIdleTurn)) {
        if (!batch.empty()) rule(batch);
        batch.clear();
    }
    for (Statement* statement : {&find, &insert, &update})
        *statement = Statement();
    connection.reset();
}

Done QuotesStore::Impl::open()
{
    if (connection) return {};
    HUB_TRY(auto opened, Connection::open(directory.quotesFile(), ConnectionUse::WriteRelaxed));
    find =
        Statement(*opened, "SELECT payer, payee, request_hash, reply_kind, reply_hash, reply_headers, reply "
                           "FROM quotes WHERE id = CAST(? AS TEXT)");
    insert =
        Statement(*opened, "INSERT INTO quotes (id, payer, payee, request_hash, request, asked_at) VALUES "
                           "(CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)");
    update = Statement(*opened, "UPDATE quotes SET reply_kind = ?, reply_hash = ?, reply_headers = ?, "
                                "reply = ?, replied_at = ? WHERE id = CAST(? AS TEXT)");
    connection = std::move(opened);
    return {};
}

void QuotesStore::Impl::rule(std::vector<Entry>& batch)
{
    std::vector<QuoteRuling> rulings;
    rulings.reserve(batch.size());
    const Done done = ruleAll(batch, rulings);
    if (!done && !isFailing)
        base::log(base::LogLevel::Error, "quotes cannot be kept", {{"detail", done.error().detail}});
    isFailing = !done;
    if (!done) rulings.assign(batch.size(), QuoteRuling());
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch[i].then(std::move(rulings[i]));
}

Done QuotesStore::Impl::ruleAll(std::vector<Entry>& batch, std::vector<QuoteRuling>& rulings)
{
    if (auto opened = open(); !opened) return opened;
    HUB_TRY(const auto transaction, Transaction::begin(*connection, QStringLiteral("BEGIN IMMEDIATE")));
    for (const Entry& entry : batch) {
        HUB_TRY(QuoteRuling ruling, ruleOne(entry));
        rulings.push_back(std::move(ruling));
    }
    if (auto swept = sweep(); !swept) return swept;
    return transaction->commit();
}

base::Expected<QuoteRuling, base::Error> QuotesStore::Impl::ruleOne(const Entry& entry)
{
    HUB_TRY(std::optional<KeptQuote> kept, keptQuote(entry.id));
    QuoteRuling ruling;
    Done done;
    switch (entry.step) {
    case Step::Asked:
        ruling.verdict = agreement::rulingOnRequest(kept, entry.message);
        if (!kept) done = keepRequest(entry);
        break;
    case Step::Replied:
        ruling.verdict = agreement::rulingOnReply(kept, entry.kind, entry.message);
        if (ruling.verdict == QuoteVerdict::Forward && kept->replyKind == QuoteReply::None)
            done = keepReply(entry);
        break;
    case Step::Looked:
        ruling.verdict = agreement::rulingOnLook(kept, entry.message.source);
        break;
    }
    if (!done) return base::Unexpected(done.error());
    if (ruling.verdict == QuoteVerdict::Resend) {
        ruling.replyKind = kept->replyKind;
        ruling.reply = std::move(kept->reply);
    }
    return ruling;
}

base::Expected<std::optional<KeptQuote>, base::Error> QuotesStore::Impl::keptQuote(const std::string& id)
{
    if (auto done = find.bindBytes(id).exec(); !done) return base::Unexpected(done.error());
    std::optional<KeptQuote> kept;
    if (find.next()) {
        kept.emplace();
        kept->payer = find.text(0);
        kept->payee = find.text(1);
        kept->requestHash = digestOf(find.bytes(2));
        kept->replyKind = static_cast<QuoteReply>(find.integer(3));
        kept->reply.source = kept->payee;
        kept->reply.destination = kept->payer;
        kept->reply.hash = digestOf(find.bytes(4));
        kept->reply.headers = find.bytes(5);
        kept->reply.body = find.bytes(6);
    }
    if (find.failed()) return base::Unexpected(find.error());
    find.finish();
    return kept;
}

Done QuotesStore::Impl::keepRequest(const Entry& entry)
{
    ++newRows;
    const QuoteMessage& message = entry.message;
    insert.bindBytes(entry.id).bindBytes(message.source).bindBytes(message.destination);
    return insert.bindBytes(base::asText(message.hash)).bindBytes(message.body).bind(clock.now().ms).exec();
}

Done QuotesStore::Impl::keepReply(const Entry& entry)
{
    const QuoteMessage& message = entry.message;
    update.bind(static_cast<std::int64_t>(entry.kind)).bindBytes(base::asText(message.hash));
    update.bindBytes(message.headers).bindBytes(message.body).bind(clock.now().ms);
    return update.bindBytes(entry.id).exec();
}

Done QuotesStore::Impl::sweep()
{
    if (newRows < kRowsPerSweep) return {};
    newRows = 0;
    Statement drop(*connection, "DELETE FROM quotes WHERE key <= (SELECT max(key) FROM quotes) - ?");
    return drop.bind(options.kept).exec();
}

QuotesStore::QuotesStore(DataDirectory& directory, const base::Clock& clock, QuotesOptions options)
    : m_impl(std::make_unique<Impl>(directory, clock, options))
{}

QuotesStore::~QuotesStore()
{
    stop();
}

void QuotesStore::start()
{
    m_impl->thread = std::thread([this] {
        base::nameThread("quotes");
        m_impl->run();
    });
}

void QuotesStore::stop()
{
    m_impl->queue.close();
    if (m_impl->thread.joinable()) m_impl->thread.join();
}

bool QuotesStore::asked(std::string id, QuoteMessage&& request, Then then)
{
    return m_impl->push({Step::Asked, std::move(id), QuoteReply::None, std::move(request), std::move(then)});
}

bool QuotesStore::replied(std::string id, QuoteReply kind, QuoteMessage&& reply, Then then)
{
    return m_impl->push({Step::Replied, std::move(id), kind, std::move(reply), std::move(then)});
}

bool QuotesStore::looked(std::string id, std::string asker, Then then)
{
    QuoteMessage message;
    message.source = std::move(asker);
    return m_impl->push({Step::Looked, std::move(id), QuoteReply::None, std::move(message), std::move(then)});
}

} // namespace hub::store
