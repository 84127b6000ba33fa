#include "core/admin/settlement_service.h"

#include "core/base/bytes.h"
#include "core/settlement/netting.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstring>

namespace hub::admin {
namespace {

using ledger::WindowState;
constexpr std::array<std::pair<WindowState, std::string_view>, 7> kWindowStates{{
    {WindowState::Open, "OPEN"},
    {WindowState::Processing, "PROCESSING"},
    {WindowState::Closed, "CLOSED"},
    {WindowState::PendingSettlement, "PENDING_SETTLEMENT"},
    {WindowState::Settled, "SETTLED"},
    {WindowState::Aborted, "ABORTED"},
    {WindowState::Failed, "FAILED"},
}};

const domain::Account* accountOf(const ledger::Registry& registry, domain::AccountId id)
{
    const auto* owner = registry.ownerOf(id);
    return owner != nullptr ? owner->account(id) : nullptr;
}

bool isOf(const ledger::Registry& registry, domain::AccountId id,
          const std::optional<domain::Currency>& currency,
          const std::optional<domain::ParticipantId>& participant)
{
    const auto* account = accountOf(registry, id);
    return account != nullptr && (!currency || account->currency == *currency) &&
           (!participant || account->participant == *participant);
}

bool fits(const ledger::WindowFacts& facts, const WindowQuery& query, const ledger::Registry& registry)
{
    if (query.settlement && std::find(facts.settlements.begin(), facts.settlements.end(),
                                      *query.settlement) == facts.settlements.end())
        return false;
    if (!query.currency && !query.participant) return true;
    return std::any_of(facts.flows.begin(), facts.flows.end(), [&](const ledger::Flow& flow) {
        return isOf(registry, flow.payer, query.currency, query.participant) ||
               isOf(registry, flow.payee, query.currency, query.participant);
    });
}

bool fits(const ledger::SettlementFacts& facts, const SettlementQuery& query)
{
    if (query.model && facts.file.settlement.model != *query.model) return false;
    if (!query.window && !query.windowFrom && !query.windowTo) return true;
    return std::any_of(facts.windows.begin(), facts.windows.end(), [&query](const ledger::Window& window) {
        return (!query.window || window.id == *query.window) &&
               (!query.windowFrom || window.createdAt >= *query.windowFrom) &&
               (!query.windowTo || window.createdAt <= *query.windowTo);
    });
}

/// Whether the query asks for more than the store's own filter knows.
bool needsLook(const SettlementQuery& query)
{
    return query.currency || query.window || query.windowFrom || query.windowTo || query.participant ||
           query.account || query.model;
}

/// False when nothing is left of it.
bool trim(ledger::SettlementFacts& facts, const SettlementQuery& query, const ledger::Registry& registry)
{
    if (!query.currency && !query.participant && !query.account) return true;
    std::erase_if(facts.file.accounts, [&](const ledger::SettlementAccount& account) {
        return (query.account && account.account != *query.account) ||
               !isOf(registry, account.account, query.currency, query.participant);
    });
    return !facts.file.accounts.empty();
}

/// The newest rows that fit, `filter.limit` at the most: the store's filter knows the plain columns only and
/// gives a page at a time, so they are looked through page by page. `read` answers newest first; `keep` may
/// trim what it keeps.
template <class Facts, class Filter, class Read, class Keep, class IdOf>
base::Expected<std::vector<Facts>, base::Error> fitting(Filter filter, bool needsLook, Read read, Keep keep,
                                                        IdOf idOf)
{
    constexpr int kPageRows = 1000;
    constexpr int kPagesMax = 1000;
    const auto wanted = static_cast<std::size_t>(std::clamp(filter.limit, 1, kSettlementRowsMax));
    filter.limit = needsLook ? kPageRows : std::clamp(filter.limit, 1, kPageRows);
    std::vector<Facts> out;
    for (int page = 0; page < kPagesMax; ++page) {
        HUB_TRY(auto found, read(filter));
        const bool isLast = found.size() < static_cast<std::size_t>(filter.limit);
        if (!found.empty()) filter.before = idOf(found.back());
        for (Facts& facts : found) {
            if (!keep(facts)) continue;
            out.push_back(std::move(facts));
            if (out.size() == wanted) return out;
        }
        if (isLast) break;
    }
    return out;
}

/// Contents of the settlement in which something flowed on an account (with its counterparty) that was
/// touched.
std::set<domain::ContentId> touchedContents(const StepOutcome& outcome,
                                            const std::vector<ledger::WindowFacts>& windows,
                                            const ledger::Registry& registry)
{
    const auto isTouched = [&outcome](const ledger::Flow& flow) {
        return std::any_of(outcome.touched.begin(), outcome.touched.end(), [&flow](const auto& pair) {
            const auto& [account, counterparty] = pair;
            const bool isAny = counterparty.value() == 0;
            return (flow.payer == account && (isAny || flow.payee == counterparty)) ||
                   (flow.payee == account && (isAny || flow.payer == counterparty));
        });
    };
    std::set<domain::ContentId> out;
    for (const auto& window : windows)
        for (const auto& content : outcome.facts.contents) {
            if (content.window != window.window.id) continue;
            const bool holds = std::any_of(window.flows.begin(), window.flows.end(), [&](const auto& flow) {
                return settlement::isOf(flow, {content.type, content.currency}, registry) && isTouched(flow);
            });
            if (holds) out.insert(content.id);
        }
    return out;
}

std::array<std::uint8_t, 16> randomSeed()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    std::array<std::uint8_t, 16> seed{};
    std::memcpy(seed.data(), words.data(), seed.size());
    return seed;
}

} // namespace

using namespace domain::fspiop_code;

std::string_view toString(ledger::WindowState state)
{
    for (const auto& [value, text] : kWindowStates)
        if (value == state) return text;
    return {};
}

std::optional<ledger::WindowState> parseWindowState(std::string_view text)
{
    for (const auto& [value, name] : kWindowStates)
        if (name == text) return value;
    return std::nullopt;
}

SettlementService::SettlementService(const ledger::LedgerView& view, CommandPost& post, ReadPost& readers)
    : m_view(view)
    , m_post(post)
    , m_readers(readers)
{}

std::vector<domain::LedgerAccountType> SettlementService::accountTypes() const
{
    return m_view.registry()->accountTypes();
}

void SettlementService::createAccountType(const Caller& caller, ledger::CreateAccountType command, Note note,
                                          Done<ledger::Answer> done)
{
    command.note = actionNote(caller, std::move(note));
    m_post.post(caller, std::move(command), std::move(done));
}

std::vector<domain::SettlementModel> SettlementService::models() const
{
    auto out = m_view.registry()->models();
    std::erase_if(out, [](const auto& model) { return !model.isActive; });
    return out;
}

Result<domain::SettlementModel> SettlementService::model(std::string_view name) const
{
    const auto registry = m_view.registry();
    for (const auto& model : registry->models())
        if (base::equalsIgnoreCase(model.name, name)) return model;
    return refuse(kGenericIDNotFound, "The requested resource could not be found");
}

void SettlementService::createModel(const Caller& caller, ledger::CreateSettlementModel command, Note note,
                                    Done<ledger::Answer> done)
{
    command.note = actionNote(caller, std::move(note));
    m_post.post(caller, std::move(command), std::move(done));
}

void SettlementService::setModelActive(const Caller& caller, std::string name, bool isActive, Note note,
                                       Done<domain::SettlementModel> done)
{
    ledger::SetSettlementModelActive command{name, isActive, actionNote(caller, note)};
    m_post.postWithReason(
        caller, note, std::move(command),
        [this, name = std::move(name), done = std::move(done)](Result<ledger::Answer> answer) {
            if (answer)
                done(model(name));
            else
                done(base::Unexpected(answer.error()));
        });
}

std::string SettlementService::accountTypeName(domain::AccountType type) const
{
    const auto registry = m_view.registry();
    for (const auto& row : registry->accountTypes())
        if (row.id == type) return row.name;
    return {};
}

ledger::Window SettlementService::openWindow() const
{
    return m_view.openWindow();
}

void SettlementService::windows(WindowQuery query, Done<std::vector<ledger::WindowFacts>> done)
{
    ledger::WindowFilter filter;
    filter.state = query.state;
    filter.from = query.from;
    filter.to = query.to;
    filter.before = query.before;
    filter.limit = query.limit;
    m_readers.read<std::vector<ledger::WindowFacts>>(
        [query, filter, registry = m_view.registry()](ledger::LedgerReader& reader) {
            return fitting<ledger::WindowFacts>(
                filter, query.settlement || query.currency || query.participant,
                [&reader](const ledger::WindowFilter& page) { return reader.windows(page); },
                [&](const ledger::WindowFacts& facts) { return fits(facts, query, *registry); },
                [](const ledger::WindowFacts& facts) { return facts.window.id; });
        },
        std::move(done));
}

void SettlementService::windows(std::vector<domain::WindowId> ids,
                                Done<std::vector<ledger::WindowFacts>> done)
{
    using Found = std::vector<ledger::WindowFacts>;
    m_readers.read<Found>(
        [ids = std::move(ids)](ledger::LedgerReader& reader) -> base::Expected<Found, base::Error> {
            Found out;
            for (const auto id : ids) {
                ledger::WindowFilter filter;
                filter.id = id;
                HUB_TRY(auto found, reader.windows(filter));
                if (!found.empty()) out.push_back(std::move(found.front()));
            }
            return out;
        },
        std::move(done));
}

void SettlementService::unsettledWindows(Done<std::vector<ledger::WindowFacts>> done)
{
    ledger::WindowFilter filter;
    filter.isUnsettled = true;
    filter.limit = kSettlementRowsMax;
    m_readers.read<std::vector<ledger::WindowFacts>>(
        [filter](ledger::LedgerReader& reader) {
            return fitting<ledger::WindowFacts>(
                filter, false, [&reader](const ledger::WindowFilter& page) { return reader.windows(page); },
                [](const ledger::WindowFacts&) { return true; },
                [](const ledger::WindowFacts& facts) { return facts.window.id; });
        },
        std::move(done));
}

void SettlementService::window(domain::WindowId id, Done<std::optional<ledger::WindowFacts>> done)
{
    using Found = std::optional<ledger::WindowFacts>;
    m_readers.read<Found>(
        [id](ledger::LedgerReader& reader) -> base::Expected<Found, base::Error> {
            ledger::WindowFilter filter;
            filter.id = id;
            HUB_TRY(auto found, reader.windows(filter));
            return found.empty() ? Found() : Found(std::move(found.front()));
        },
        std::move(done));
}

void SettlementService::closeWindow(const Caller& caller, domain::WindowId id, Note note,
                                    Done<ledger::Window> done)
{
    ledger::CloseWindow command{id, actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command),
                          [this, done = std::move(done)](Result<ledger::Answer> answer) {
                              if (!answer) {
                                  done(base::Unexpected(answer.error()));
                                  return;
                              }
                              window(domain::WindowId(answer->createdId),
                                     [done](Result<std::optional<ledger::WindowFacts>> found) {
                                         if (!found)
                                             done(base::Unexpected(found.error()));
                                         else if (!*found)
                                             done(broken("The new window is not there"));
                                         else
                                             done((*found)->window);
                                     });
                          });
}

void SettlementService::retryClose(const Caller& caller, domain::WindowId id, Note note,
                                   Done<std::optional<ledger::WindowFacts>> done)
{
    ledger::RetryWindowClose command{id, actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command),
                          [this, id, done = std::move(done)](Result<ledger::Answer> answer) {
                              if (answer)
                                  window(id, done);
                              else
                                  done(base::Unexpected(answer.error()));
                          });
}

void SettlementService::reserved(Done<std::vector<ledger::ReservedTotal>> done)
{
    m_readers.read<std::vector<ledger::ReservedTotal>>(
        [](ledger::LedgerReader& reader) { return reader.reservedTotals(); }, std::move(done));
}

void SettlementService::settlements(SettlementQuery query, Done<std::vector<ledger::SettlementFacts>> done)
{
    ledger::SettlementFilter filter;
    filter.state = query.state;
    filter.from = query.from;
    filter.to = query.to;
    filter.before = query.before;
    filter.limit = query.limit;
    m_readers.read<std::vector<ledger::SettlementFacts>>(
        [query, filter, registry = m_view.registry()](ledger::LedgerReader& reader) {
            return fitting<ledger::SettlementFacts>(
                filter, needsLook(query),
                [&reader](const ledger::SettlementFilter& page) { return reader.settlements(page); },
                [&](ledger::SettlementFacts& facts) {
                    return fits(facts, query) && trim(facts, query, *registry);
                },
                [](const ledger::SettlementFacts& facts) { return facts.file.settlement.id; });
        },
        std::move(done));
}

void SettlementService::settlement(domain::SettlementId id, Done<std::optional<ledger::SettlementFacts>> done)
{
    using Found = std::optional<ledger::SettlementFacts>;
    m_readers.read<Found>(
        [id](ledger::LedgerReader& reader) -> base::Expected<Found, base::Error> {
            ledger::SettlementFilter filter;
            filter.id = id;
            HUB_TRY(auto found, reader.settlements(filter));
            return found.empty() ? Found() : Found(std::move(found.front()));
        },
        std::move(done));
}

void SettlementService::afterwards(const ledger::Answer& answer, Done<ledger::SettlementFacts> done)
{
    // As the command left it: what others did since does not belong into its answer.
    settlement(answer.settlement->file.settlement.id,
               [outcome = answer.settlement,
                done = std::move(done)](Result<std::optional<ledger::SettlementFacts>> found) {
                   if (!found) {
                       done(base::Unexpected(found.error()));
                   } else if (!*found) {
                       done(broken("The settlement is not there"));
                   } else {
                       (*found)->file = outcome->file;
                       done(*std::move(*found));
                   }
               });
}

void SettlementService::create(const Caller& caller, ledger::CreateSettlement command, Note note,
                               Done<ledger::SettlementFacts> done)
{
    command.note = actionNote(caller, note);
    m_post.postWithReason(caller, note, std::move(command),
                          [this, done = std::move(done)](Result<ledger::Answer> answer) {
                              if (answer)
                                  afterwards(*answer, done);
                              else
                                  done(base::Unexpected(answer.error()));
                          });
}

void SettlementService::step(const Caller& caller, ledger::StepSettlement command, Note note,
                             Done<StepOutcome> done)
{
    command.note = actionNote(caller, note);
    command.seed = randomSeed();
    m_post.postWithReason(
        caller, note, std::move(command), [this, done = std::move(done)](Result<ledger::Answer> answer) {
            if (!answer) {
                done(base::Unexpected(answer.error()));
                return;
            }
            afterwards(*answer,
                       [this, outcome = answer->settlement, done](Result<ledger::SettlementFacts> facts) {
                           if (!facts) {
                               done(base::Unexpected(facts.error()));
                               return;
                           }
                           std::vector<domain::WindowId> ids;
                           for (const auto& window : facts->windows)
                               ids.push_back(window.id);
                           windows(std::move(ids), [this, outcome, done, facts = *std::move(facts)](
                                                       Result<std::vector<ledger::WindowFacts>> found) {
                               if (!found) {
                                   done(base::Unexpected(found.error()));
                                   return;
                               }
                               StepOutcome told{facts, outcome->touched, {}, outcome->faults};
                               told.contents = touchedContents(told, *found, *m_view.registry());
                               done(std::move(told));
                           });
                       });
        });
}

void SettlementService::abort(const Caller& caller, ledger::AbortSettlement command, Note note,
                              Done<ledger::SettlementFacts> done)
{
    command.note = actionNote(caller, note);
    m_post.postWithReason(caller, note, std::move(command),
                          [this, done = std::move(done)](Result<ledger::Answer> answer) {
                              if (answer)
                                  afterwards(*answer, done);
                              else
                                  done(base::Unexpected(answer.error()));
                          });
}

void SettlementService::history(ledger::HistoryKind kind, std::int64_t subject,
                                Done<std::vector<ledger::HistoryRow>> done)
{
    m_readers.read<std::vector<ledger::HistoryRow>>(
        [kind, subject](ledger::LedgerReader& reader) { return reader.settlementHistory(kind, subject); },
        std::move(done));
}

std::vector<domain::InterchangeRule> SettlementService::interchangeRules() const
{
    return m_view.registry()->interchangeRules();
}

void SettlementService::putInterchangeRule(const Caller& caller, domain::InterchangeRule rule, Note note,
                                           Done<domain::InterchangeRule> done)
{
    ledger::PutInterchangeRule command{std::move(rule), actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command),
                          [this, done = std::move(done)](Result<ledger::Answer> answer) {
                              if (!answer) {
                                  done(base::Unexpected(answer.error()));
                                  return;
                              }
                              const auto registry = m_view.registry();
                              for (const auto& row : registry->interchangeRules())
                                  if (row.id.value() == answer->createdId) {
                                      done(row);
                                      return;
                                  }
                              done(refuse(kGenericIDNotFound, "interchange rule not found", 404));
                          });
}

void SettlementService::removeInterchangeRule(const Caller& caller, domain::InterchangeRuleId id, Note note,
                                              Done<ledger::Answer> done)
{
    ledger::RemoveInterchangeRule command{id, actionNote(caller, note)};
    m_post.postWithReason(caller, note, std::move(command), std::move(done));
}

} // namespace hub::admin
