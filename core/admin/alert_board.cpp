#include "core/admin/alert_board.h"

#include "core/base/log.h"

#include <chrono>

namespace hub::admin {
namespace {

using events::Alert;
using events::AlertRule;
using events::AlertState;

constexpr std::string_view kBreachMail = "NET_DEBIT_CAP_THRESHOLD_BREACH_EMAIL";
constexpr std::string_view kAdjustmentMail = "NET_DEBIT_CAP_ADJUSTMENT_EMAIL";
constexpr std::string_view kPositionMail = "SETTLEMENT_TRANSFER_POSITION_CHANGE_EMAIL";

Alert alertOf(AlertRule rule, int severity, std::int64_t account, std::string object, std::string currency,
              std::string value, std::string text, base::Instant at)
{
    Alert alert;
    alert.rule = rule;
    alert.severity = severity;
    alert.account = account;
    alert.object = std::move(object);
    alert.currency = std::move(currency);
    alert.value = std::move(value);
    alert.text = std::move(text);
    alert.since = at;
    alert.last = at;
    return alert;
}

} // namespace

AlertBoard::AlertBoard(AlertOptions options, const ledger::LedgerView& view, const base::Clock& clock,
                       MakeStore makeStore, mail::MailSink* mails)
    : m_options(options)
    , m_view(view)
    , m_clock(clock)
    , m_makeStore(std::move(makeStore))
    , m_mails(mails)
    , m_work(options.batchesMax)
{}

AlertBoard::~AlertBoard()
{
    stop();
}

void AlertBoard::start()
{
    m_thread = std::thread([this] { run(); });
}

void AlertBoard::stop()
{
    m_work.close();
    if (m_thread.joinable()) m_thread.join();
}

void AlertBoard::committed(std::shared_ptr<const ledger::Batch> batch)
{
    if (!m_work.push([this, batch = std::move(batch)] { look(*batch); })) m_isBehind = true;
}

void AlertBoard::run()
{
    m_store = m_makeStore();
    begin();
    std::vector<Work> work;
    auto nextLookUs = m_clock.steadyUs();
    while (m_work.take(work, m_work.capacity(), std::chrono::seconds(1))) {
        for (const Work& one : work)
            one();
        work.clear();
        // Steps were left out: what holds now is looked at instead.
        if (m_isBehind.exchange(false)) takeRegistry();
        if (const auto nowUs = m_clock.steadyUs(); nowUs >= nextLookUs) {
            nextLookUs = nowUs + 950'000;
            lookAtConditions();
        }
    }
    m_store.reset();
}

void AlertBoard::begin()
{
    auto open = m_store->open();
    if (!open) {
        base::log(base::LogLevel::Error, "the alarms cannot be read", {{"detail", open.error().detail}});
    } else {
        for (Alert& alert : *open)
            m_open.insert_or_assign(Key{alert.rule, alert.account}, std::move(alert));
    }
    takeRegistry();
}

/// Accounts, caps and balances as of now, and what they mean.
void AlertBoard::takeRegistry()
{
    const auto registry = m_view.registry();
    if (!registry) return;
    const auto positions = m_view.positions();
    for (const auto& entry : registry->participants())
        for (const auto& account : entry->accounts) {
            if (account.type != domain::AccountType::Position) continue;
            const auto index = static_cast<std::size_t>(account.id.value());
            Watched watched{entry->participant.name.value(), account.currency, {}, false, {}};
            const auto limit = entry->limits.find(account.id.value());
            watched.hasLimit = limit != entry->limits.end();
            if (watched.hasLimit) watched.limit = limit->second;
            if (index < positions.size()) watched.value = positions[index].value;
            const auto at = m_watched.insert_or_assign(account.id.value(), std::move(watched)).first;
            evaluate(at->first, at->second, m_clock.now());
        }
}

void AlertBoard::look(const ledger::Batch& batch)
{
    // A step moves positions in the same decision as the rows of its accounts: nothing is to be remembered.
    m_settlements.clear();
    for (const auto& change : batch.changes)
        if (const auto* step = std::get_if<ledger::SettlementAccountPut>(&change))
            m_settlements.insert(step->account.transferSeq);
    for (const auto& change : batch.changes) {
        if (const auto* move = std::get_if<ledger::PositionMoved>(&change))
            moved(*move);
        else if (const auto* limit = std::get_if<ledger::LimitPut>(&change))
            limited(*limit);
    }
}

void AlertBoard::moved(const ledger::PositionMoved& row)
{
    auto at = m_watched.find(row.account.value());
    if (at == m_watched.end()) {
        const auto registry = m_view.registry();
        const auto* owner = registry->ownerOf(row.account);
        const auto* account = owner != nullptr ? owner->account(row.account) : nullptr;
        if (account == nullptr || account->type != domain::AccountType::Position) return;
        at = m_watched
                 .emplace(row.account.value(),
                          Watched{owner->participant.name.value(), account->currency, {}, false, {}})
                 .first;
        const auto limit = owner->limits.find(row.account.value());
        at->second.hasLimit = limit != owner->limits.end();
        if (at->second.hasLimit) at->second.limit = limit->second;
    }
    Watched& watched = at->second;
    watched.value = row.value;
    evaluate(at->first, watched, row.at);
    if (row.transfer == 0 || !m_settlements.contains(row.transfer)) return;
    tellEvent(alertOf(AlertRule::SettlementPositionChange, 4, row.account.value(), watched.participant,
                      std::string(watched.currency.code()), row.value.toString(),
                      "A settlement moved the position of " + watched.participant + " by " +
                          row.delta.toString() + " to " + row.value.toString() + ' ' +
                          std::string(watched.currency.code()),
                      row.at),
              kPositionMail, "Settlement Position Change");
}

void AlertBoard::limited(const ledger::LimitPut& row)
{
    const auto registry = m_view.registry();
    const auto* owner = registry->ownerOf(row.account);
    const auto* account = owner != nullptr ? owner->account(row.account) : nullptr;
    if (account == nullptr) return;
    auto at = m_watched.find(row.account.value());
    if (at == m_watched.end())
        at = m_watched
                 .emplace(row.account.value(),
                          Watched{owner->participant.name.value(), account->currency, {}, false, {}})
                 .first;
    Watched& watched = at->second;
    const bool isChange = watched.hasLimit && watched.limit.netDebitCap != row.limit.netDebitCap;
    const std::string before = watched.limit.netDebitCap.toString();
    watched.limit = row.limit;
    watched.hasLimit = true;
    if (isChange)
        tellEvent(alertOf(AlertRule::NetDebitCapAdjustment, 4, row.account.value(), watched.participant,
                          std::string(watched.currency.code()), row.limit.netDebitCap.toString(),
                          "The net debit cap of " + watched.participant + " was changed from " + before +
                              " to " + row.limit.netDebitCap.toString() + ' ' +
                              std::string(watched.currency.code()),
                          row.at),
                  kAdjustmentMail, "NET_DEBIT_CAP LIMIT ADJUSTMENT");
    evaluate(at->first, watched, row.at);
}

void AlertBoard::evaluate(std::int64_t account, Watched& watched, base::Instant at)
{
    const Key key{AlertRule::NetDebitCapBreach, account};
    if (!watched.hasLimit) return;
    if (!isBreached(watched.value, watched.limit)) {
        resolve(key, at);
        return;
    }
    const std::string left = percentText(leftHundredths(watched.value, watched.limit.netDebitCap));
    raise(key,
          alertOf(AlertRule::NetDebitCapBreach, 2, account, watched.participant,
                  std::string(watched.currency.code()), left,
                  watched.participant + " has " + left + " % of its net debit cap of " +
                      watched.limit.netDebitCap.toString() + ' ' + std::string(watched.currency.code()) +
                      " left",
                  at),
          at);
}

/// A condition holds: makes its alarm, or counts one more occurrence of it when there is something to mail.
void AlertBoard::raise(const Key& key, Alert&& fresh, base::Instant at)
{
    const bool isLimit = key.first == AlertRule::NetDebitCapBreach;
    auto known = m_open.find(key);
    const bool isNew = known == m_open.end();
    if (isNew) known = m_open.emplace(key, std::move(fresh)).first;
    Alert& alert = known->second;
    if (!isNew) {
        alert.value = fresh.value;
        alert.text = fresh.text;
        alert.last = at;
        ++alert.count;
    }
    const bool mails = isLimit && takeMail(m_options.throttle, alert, at);
    // Each transfer of a breaching account passes here; what is kept is what an operator can notice.
    if (!isNew && !mails) return;
    if (mails && mailAbout(alert, kBreachMail, "NET_DEBIT_CAP BREACH CONDITION REACHED")) ++alert.mails;
    keep(alert);
}

void AlertBoard::resolve(const Key& key, base::Instant at)
{
    const auto known = m_open.find(key);
    if (known == m_open.end()) return;
    Alert alert = std::move(known->second);
    m_open.erase(known);
    alert.state = AlertState::Resolved;
    alert.resolvedAt = at;
    alert.last = at;
    keep(alert);
}

void AlertBoard::tellEvent(Alert&& alert, std::string_view endpointType, std::string_view subject)
{
    alert.state = AlertState::Resolved;
    alert.resolvedAt = alert.since;
    if (mailAbout(alert, endpointType, subject)) alert.mails = 1;
    keep(alert);
}

void AlertBoard::lookAtConditions()
{
    if (!m_conditions) return;
    const auto now = m_clock.now();
    for (HubCondition& condition : m_conditions()) {
        const Key key{condition.rule, 0};
        if (condition.isOn && !m_open.contains(key))
            raise(
                key,
                alertOf(condition.rule, condition.severity, 0, "hub", {}, {}, std::move(condition.text), now),
                now);
        else if (!condition.isOn)
            resolve(key, now);
    }
}

void AlertBoard::keep(Alert& alert)
{
    if (auto done = m_store->put(alert); !done) {
        m_failedWrites.fetch_add(1, std::memory_order_relaxed);
        base::log(base::LogLevel::Error, "an alarm cannot be kept",
                  {{"text", alert.text}, {"detail", done.error().detail}});
    }
    if (m_onChanged) m_onChanged(alert);
}

/// To the participant and to the hub, each at its endpoint of that type; false when nobody has one.
bool AlertBoard::mailAbout(const Alert& alert, std::string_view endpointType, std::string_view subject)
{
    if (m_mails == nullptr) return false;
    const auto registry = m_view.registry();
    mail::Mail mail;
    for (const auto* entry : {registry->find(alert.object), &registry->hub()}) {
        const std::string* address = entry != nullptr ? entry->endpoint(endpointType) : nullptr;
        if (address != nullptr) mail.to.push_back(*address);
    }
    mail.subject = std::string(subject);
    mail.body = alert.text + ".\n\ndfsp: " + alert.object +
                "\nlimitType: NET_DEBIT_CAP\nvalue: " + alert.value +
                (alert.rule == AlertRule::NetDebitCapBreach ? " % left" : "") +
                "\ncurrency: " + alert.currency + "\ntime: " + base::toIso8601(alert.last) + "\n";
    if (mail.to.empty()) return false;
    if (m_mails->send(std::move(mail))) return true;
    base::log(base::LogLevel::Warning, "a mail was dropped: too many wait");
    return false;
}

void AlertBoard::list(events::AlertFilter filter, Done<std::vector<Alert>> done)
{
    const auto shared = std::make_shared<Done<std::vector<Alert>>>(std::move(done));
    const bool taken = m_work.push([this, filter = std::move(filter), shared] {
        auto rows = m_store->list(filter);
        if (rows)
            (*shared)(*std::move(rows));
        else
            (*shared)(broken(rows.error().detail));
    });
    if (!taken) (*shared)(unavailable("The alarms are busy"));
}

void AlertBoard::acknowledge(std::int64_t id, std::string who, std::string note, Done<Alert> done)
{
    const auto shared = std::make_shared<Done<Alert>>(std::move(done));
    const bool taken = m_work.push([this, id, who = std::move(who), note = std::move(note), shared] {
        auto found = m_store->find(id);
        if (!found) {
            (*shared)(broken(found.error().detail));
            return;
        }
        if (!*found) {
            (*shared)(refuse(domain::fspiop_code::kGenericIDNotFound, "Alert not found", 404));
            return;
        }
        Alert alert = **found;
        const auto open = m_open.find(Key{alert.rule, alert.account});
        if (alert.state == AlertState::Firing && open != m_open.end() && open->second.id == id) {
            open->second.state = AlertState::Acknowledged;
            open->second.acknowledgedBy = who;
            open->second.note = note;
            open->second.last = m_clock.now();
            keep(open->second);
            alert = open->second;
        }
        (*shared)(std::move(alert));
    });
    if (!taken) (*shared)(unavailable("The alarms are busy"));
}

} // namespace hub::admin
