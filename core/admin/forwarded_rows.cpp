#include "core/admin/forwarded_rows.h"

#include "core/admin/ilp_fields.h"
#include "core/admin/span_reading.h"

#include <algorithm>
#include <array>
#include <set>

namespace hub::admin {
namespace {

using api::ForwardedKind;
using api::ForwardedState;
using events::Span;
using events::SpanKind;

constexpr std::int64_t kUsPerMs = 1000;
/// An answer in another trace that comes later than this is another question's.
constexpr std::int64_t kAnswerWithinUs = 60'000'000;

struct Resource
{
    ForwardedKind kind;
    std::string_view path;
    bool isAskedByPost;
};
constexpr std::array kResources{
    Resource{ForwardedKind::Lookup, "/parties", false},
    Resource{ForwardedKind::Quote, "/quotes", true},
    Resource{ForwardedKind::BulkQuote, "/bulkQuotes", true},
    Resource{ForwardedKind::TransactionRequest, "/transactionRequests", true},
    Resource{ForwardedKind::Authorization, "/authorizations", false},
};

const Resource& resource(ForwardedKind kind)
{
    return kResources.at(static_cast<std::size_t>(kind));
}

enum class Part { None, Question, Answer, Error };

/// What the message of a Validate span is to questions of this kind.
Part partOf(const Span& span, ForwardedKind kind)
{
    if (span.kind != SpanKind::Validate) return Part::None;
    const auto& row = resource(kind);
    const std::string_view name(span.name);
    const auto blank = name.find(' ');
    if (blank == std::string_view::npos) return Part::None;
    const auto method = name.substr(0, blank);
    const auto path = name.substr(blank + 1);
    const bool isOurs =
        path.starts_with(row.path) && (path.size() == row.path.size() || path[row.path.size()] == '/');
    if (!isOurs) return Part::None;
    if (method == "PUT") return path.ends_with("/error") ? Part::Error : Part::Answer;
    return method == (row.isAskedByPost ? "POST" : "GET") ? Part::Question : Part::None;
}

std::string keyOf(const Span& span, ForwardedKind kind)
{
    return kind == ForwardedKind::Lookup ? span.trace.toHex() : span.subject;
}

/// Who asked about whom, for answers that come in a trace of their own.
std::string partyKey(std::string_view asker, const Span& span)
{
    std::string key("party ");
    return key.append(attributeOf(span, "party")).append(" of ").append(asker);
}

bool isRefusal(const Span& span)
{
    return span.kind == SpanKind::Job && span.name.starts_with("error callback");
}

bool isFailedStatus(const Span& span)
{
    return span.failed;
}

QString joined(const std::vector<std::string>& names)
{
    QStringList out;
    for (const auto& name : names)
        if (const auto text = textOf(name); !out.contains(text)) out << text;
    return out.join(QLatin1Char(' '));
}

api::ForwardedRow rowOf(ForwardedKind kind, const Span& question)
{
    api::ForwardedRow row;
    row.kind = kind;
    row.id = QString::fromStdString(keyOf(question, kind));
    row.from = textOf(attributeOf(question, "source"));
    row.to = textOf(attributeOf(question, "destination"));
    row.askedAt = base::Instant{question.startUs / kUsPerMs};
    row.currency = domain::Currency::parse(attributeOf(question, "currency"));
    if (row.currency) row.amount = domain::Amount::parseDecimal(attributeOf(question, "amount"));
    row.about = textOf(attributeOf(question, kind == ForwardedKind::Lookup ? "party" : "scenario"));
    row.traceId = QString::fromStdString(question.trace.toHex());
    return row;
}

void answered(api::ForwardedRow& row, const Span& question, const Span& answer, bool isError)
{
    row.state = isError ? ForwardedState::Refused : ForwardedState::Answered;
    row.latencyUs = std::max<std::int64_t>(0, answer.startUs - question.startUs);
    row.errorCode = textOf(attributeOf(answer, "code"));
    for (const auto* name : {"transactionRequestState", "responseType"})
        if (const auto state = attributeOf(answer, name); !state.empty()) row.about = textOf(state);
    if (row.to.isEmpty()) row.to = textOf(attributeOf(answer, "source"));
}

void refusedByHub(api::ForwardedRow& row, const Span& question, const Span& refusal)
{
    row.state = ForwardedState::Failed;
    row.latencyUs = std::max<std::int64_t>(0, refusal.startUs - question.startUs);
    row.errorCode = textOf(attributeOf(refusal, "code"));
}

} // namespace

std::string_view resourceOf(api::ForwardedKind kind)
{
    return resource(kind).path;
}

void ForwardedRows::keepAnswers(const std::vector<Span>& spans)
{
    for (const Span& span : spans) {
        if (isRefusal(span)) m_refusals.insert_or_assign(span.parent, span);
        if (span.kind == SpanKind::Deliver) {
            const auto arrow = span.name.find(" -> ");
            const bool isQuestion = span.name.compare(0, 4, "PUT ") != 0;
            if (arrow != std::string::npos && isQuestion)
                m_receivers[span.parent].push_back(span.name.substr(arrow + 4));
        }
        const Part part = partOf(span, m_kind);
        if (part != Part::Answer && part != Part::Error) continue;
        const Answer answer{span, part == Part::Error};
        m_answers[keyOf(span, m_kind)].push_back(answer);
        if (m_kind == ForwardedKind::Lookup)
            m_answers[partyKey(attributeOf(span, "destination"), span)].push_back(answer);
    }
}

void ForwardedRows::addAnswers(const std::vector<Span>& spans)
{
    keepAnswers(spans);
}

const ForwardedRows::Answer* ForwardedRows::answerTo(const Span& question) const
{
    const auto first = [&](const std::string& key, bool isSameTrace) -> const Answer* {
        const auto found = m_answers.find(key);
        if (found == m_answers.end()) return nullptr;
        const Answer* best = nullptr;
        for (const Answer& answer : found->second) {
            if (isFailedStatus(answer.span) || answer.span.startUs < question.startUs) continue;
            if (!isSameTrace && answer.span.startUs - question.startUs > kAnswerWithinUs) continue;
            if (best == nullptr || answer.span.startUs < best->span.startUs) best = &answer;
        }
        return best;
    };
    if (const auto* answer = first(keyOf(question, m_kind), true)) return answer;
    if (m_kind != ForwardedKind::Lookup) return nullptr;
    return first(partyKey(attributeOf(question, "source"), question), false);
}

std::vector<api::ForwardedRow> ForwardedRows::add(const std::vector<Span>& spans)
{
    keepAnswers(spans);
    std::vector<api::ForwardedRow> out;
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
        if (partOf(*span, m_kind) != Part::Question) continue;
        if (const auto key = keyOf(*span, m_kind); key.empty() || !m_told.emplace(key, true).second) continue;
        auto row = rowOf(m_kind, *span);
        if (const auto to = m_receivers.find(span->id); to != m_receivers.end()) row.to = joined(to->second);
        if (const auto* answer = answerTo(*span))
            answered(row, *span, answer->span, answer->isError);
        else if (const auto refusal = m_refusals.find(span->id); refusal != m_refusals.end())
            refusedByHub(row, *span, refusal->second);
        else if (isFailedStatus(*span))
            row.state = ForwardedState::Failed;
        out.push_back(std::move(row));
    }
    return out;
}

namespace {

/// The line under the state of a question that has no good answer.
QString causeOf(const api::ForwardedRow& row, const Span& question, const std::vector<Span>& spans)
{
    const auto words = [](const Span& span) {
        return textOf(attributeOf(span, "code")) + QLatin1Char(' ') +
               textOf(attributeOf(span, "description"));
    };
    switch (row.state) {
    case ForwardedState::Refused:
        for (const Span& span : spans)
            if (partOf(span, row.kind) == Part::Error)
                return QStringLiteral("%1 refused: %2").arg(textOf(attributeOf(span, "source")), words(span));
        break;
    case ForwardedState::Failed:
        for (const Span& span : spans)
            if (isRefusal(span)) return QStringLiteral("The hub answered with ") + words(span);
        return QStringLiteral("The hub refused the message with status ") +
               textOf(attributeOf(question, "status"));
    case ForwardedState::Asked:
        for (const Span& span : spans)
            if (span.kind == SpanKind::Deliver && span.failed)
                return QStringLiteral("%1 could not be reached").arg(operationAndReceiver(span).second);
        return row.to.isEmpty() ? QStringLiteral("Nobody was found to be asked yet")
                                : QStringLiteral("%1 has not answered").arg(row.to);
    case ForwardedState::Answered:
        break;
    }
    return {};
}

void addFacts(api::ForwardedDetail& detail, const Span& span)
{
    static constexpr std::array<std::string_view, 6> kShownElsewhere{"source", "destination", "status",
                                                                     "amount", "currency",    "party"};
    for (const auto& [name, value] : span.attributes) {
        if (std::find(kShownElsewhere.begin(), kShownElsewhere.end(), name) != kShownElsewhere.end())
            continue;
        // `5 USD` in the currency's scale.
        const auto blank = value.find(' ');
        const bool isMoney = blank != std::string::npos &&
                             domain::Amount::parseDecimal(value.substr(0, blank)) &&
                             domain::Currency::parse(value.substr(blank + 1));
        const std::pair fact(textOf(name), isMoney ? moneyText(std::string_view(value).substr(0, blank),
                                                               std::string_view(value).substr(blank + 1))
                                                   : textOf(value));
        if (std::find(detail.facts.begin(), detail.facts.end(), fact) == detail.facts.end())
            detail.facts.push_back(fact);
    }
}

} // namespace

std::optional<api::ForwardedDetail> forwardedDetail(ForwardedKind kind, const QString& id,
                                                    const std::vector<Span>& spans, const QString& hub)
{
    // The question's own messages and what was sent because of them; a trace may hold much else.
    std::set<events::SpanId> messages;
    const Span* question = nullptr;
    for (const Span& span : spans) {
        const Part part = partOf(span, kind);
        if (part == Part::None || keyOf(span, kind) != id.toStdString()) continue;
        messages.insert(span.id);
        if (part == Part::Question && question == nullptr) question = &span;
    }
    if (question == nullptr) return std::nullopt;
    std::vector<Span> own;
    std::copy_if(spans.begin(), spans.end(), std::back_inserter(own), [&](const Span& span) {
        const bool isSent = span.kind == SpanKind::Deliver || isRefusal(span);
        return messages.count(span.id) > 0 || (isSent && messages.count(span.parent) > 0);
    });
    ForwardedRows rows(kind);
    auto found = rows.add(own);
    if (found.empty()) return std::nullopt;
    api::ForwardedDetail detail;
    detail.row = std::move(found.back());
    detail.deliveries = deliveriesOf(own);
    for (const Span& span : own) {
        if (span.kind == SpanKind::Deliver) {
            detail.hops.push_back(hopOf(span, hub));
        } else if (messages.count(span.id) > 0) {
            detail.hops.push_back({span.startUs, textOf(attributeOf(span, "source")), hub, textOf(span.name),
                                   span.failed || partOf(span, kind) == Part::Error, span.endUs});
            addFacts(detail, span);
        }
    }
    detail.cause = causeOf(detail.row, *question, own);
    return detail;
}

} // namespace hub::admin
