#pragma once

#include "core/events/span.h"
#include "core/hub/forwarded_api.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Questions of DFSPs to each other, put together from the spans of their messages. Pure; any thread.
namespace hub::admin {

/// What stands in the names of the spans of such messages: `/quotes`.
std::string_view resourceOf(api::ForwardedKind kind);

/// Gathers spans newest first and gives a row for each question, once its own span has come: its answers came
/// before (they are newer), or stand in the same group.
class ForwardedRows
{
public:
    explicit ForwardedRows(api::ForwardedKind kind)
        : m_kind(kind)
    {}
    /// Only what answers: of groups that are newer than the page.
    void addAnswers(const std::vector<events::Span>& spans);
    /// Rows of the questions in the group, newest first; each question once.
    std::vector<api::ForwardedRow> add(const std::vector<events::Span>& spans);

private:
    struct Answer
    {
        events::Span span;
        bool isError = false;
    };
    void keepAnswers(const std::vector<events::Span>& spans);
    const Answer* answerTo(const events::Span& question) const;

    api::ForwardedKind m_kind;
    /// By question id; of look-ups by trace and, for DFSPs that start a trace of their own, by party.
    std::map<std::string, std::vector<Answer>> m_answers;
    /// The hub's own error callbacks, by the span of the message that they answer.
    std::map<events::SpanId, events::Span> m_refusals;
    /// Who a message went to, by its span.
    std::map<events::SpanId, std::vector<std::string>> m_receivers;
    std::map<std::string, bool> m_told;
};

/// The question and its messages out of all spans of its id (or trace); nothing when the question's own span
/// is not among them.
std::optional<api::ForwardedDetail> forwardedDetail(api::ForwardedKind kind, const QString& id,
                                                    const std::vector<events::Span>& spans,
                                                    const QString& hub);

} // namespace hub::admin
