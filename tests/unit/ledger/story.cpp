#include "tests/unit/ledger/story.h"

#include "core/base/check.h"
#include "core/domain/transfer_states.h"

#include <algorithm>
#include <sstream>

namespace hub::test {

using namespace ledger;

namespace {

std::string trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(' ') - from + 1));
}

std::vector<std::string> split(std::string_view text, char mark)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(mark, at), text.size());
        parts.push_back(trimmed(text.substr(at, end - at)));
        at = end + 1;
    }
    return parts;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    std::istringstream stream{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

bool has(const std::vector<std::string>& words, std::string_view wanted)
{
    return std::find(words.begin(), words.end(), wanted) != words.end();
}

/// The value of `key=value`, else empty.
std::string option(const std::vector<std::string>& words, std::string_view key)
{
    for (const auto& word : words)
        if (word.size() > key.size() && word.starts_with(key) && word[key.size()] == '=')
            return word.substr(key.size() + 1);
    return {};
}

std::string answerText(const Answer& answer)
{
    switch (answer.outcome) {
    case Outcome::Accepted:
        return answer.state ? std::string(domain::toString(*answer.state)) : "accepted";
    case Outcome::Duplicate:
        return "duplicate";
    case Outcome::Ignored:
        return "ignored";
    case Outcome::Modified:
        return "modified";
    case Outcome::Refused:
        return "refused";
    }
    HUB_CHECK(false);
}

std::string firstText(const Decision& decision)
{
    if (decision.answer.error) return decision.answer.error->description;
    for (const auto& notice : decision.notices)
        if (notice.error) return notice.error->description;
    return {};
}

} // namespace

std::string messageText(const Notice& notice)
{
    const std::string to = ">" + notice.destination.value();
    switch (notice.kind) {
    case NoticeKind::ForwardPrepare:
        return "POST" + to;
    case NoticeKind::RelayFulfil:
        return "PUT" + to;
    case NoticeKind::RelayError:
        return "RERR" + to;
    case NoticeKind::HubFulfil:
        return "HPUT" + to;
    case NoticeKind::HubPatch:
        return "PATCH:" + std::string(domain::toString(notice.state)) + to;
    case NoticeKind::HubError:
        return "ERR" + notice.error->code + to;
    case NoticeKind::ForwardBulk:
    case NoticeKind::HubBulkResult:
    case NoticeKind::HubBulkError:
        break; // No story is about bulks.
    }
    HUB_CHECK(false);
}

Story::Story(Scheme& scheme)
    : m_scheme(scheme)
{}

Prepare Story::prepare(const Words& words) const
{
    const auto parties = split(words[2], '>');
    const std::string currency = option(words, "cur");
    Prepare command =
        m_scheme.prepare(words[1], parties[0], parties[1], words[3], currency.empty() ? "USD" : currency);
    if (const auto from = option(words, "from"); !from.empty()) command.source = domain::FspId(from);
    if (const auto ttl = option(words, "ttl"); !ttl.empty())
        command.expiration = m_scheme.now.plusMs(std::stoll(ttl));
    if (has(words, "nocond")) command.condition.reset();
    command.hash = digestOf(words[1] + words[2] + words[3] + option(words, "body"));
    return command;
}

Fulfil Story::fulfil(const Words& words) const
{
    Fulfil command = m_scheme.fulfil(words[1], words[2]);
    if (has(words, "reserve") || has(words, "v10")) command.action = FulfilAction::Reserve;
    if (has(words, "reject")) command.action = FulfilAction::Reject;
    command.isVersion10 = has(words, "v10");
    if (has(words, "bad")) command.fulfilmentHash = digestOf("something else");
    if (has(words, "missing")) command.fulfilmentHash.reset();
    if (const auto to = option(words, "to"); !to.empty()) command.destination = domain::FspId(to);
    command.hash = digestOf("fulfil" + words[1] + option(words, "body"));
    return command;
}

Abort Story::error(const Words& words) const
{
    Abort command = m_scheme.abort(words[1], words[2], words[3]);
    if (const auto to = option(words, "to"); !to.empty()) command.destination = domain::FspId(to);
    command.hash = digestOf("error" + words[1] + option(words, "body"));
    return command;
}

Decision Story::funds(const Words& words)
{
    const auto account = m_scheme.account(words[2], domain::AccountType::Settlement);
    const domain::FspId name(words[2]);
    if (words[0] == "pay" || words[0] == "back")
        return m_scheme.run(FinishFundsOut{transferId(words[1]), name, account, words[0] == "pay", {}});
    const auto action = words[0] == "in" ? RecordFunds::Action::In : RecordFunds::Action::OutPrepareReserve;
    return m_scheme.run(RecordFunds{transferId(words[1]),
                                    name,
                                    account,
                                    action,
                                    amountOf(words[3]),
                                    currencyOf("USD"),
                                    "ref",
                                    {},
                                    digestOf(words[1] + words[3]),
                                    {}});
}

Decision Story::scheme(const Words& words)
{
    const domain::FspId name(words[1]);
    if (words[0] == "cap")
        return m_scheme.run(
            SetLimit{name, currencyOf("USD"), "NET_DEBIT_CAP", domain::Limit{amountOf(words[2])}, {}});
    if (words[0] == "active" || words[0] == "inactive")
        return m_scheme.run(SetParticipantActive{name, words[0] == "active", {}});
    if (words[0] == "open" || words[0] == "close")
        return m_scheme.run(SetAccountActive{
            name, m_scheme.account(words[1], domain::AccountType::Position), words[0] == "open", {}});
    HUB_CHECK(words[0] == "direction");
    const auto direction = words[2] == "send"      ? domain::TradeDirection::SendOnly
                           : words[2] == "receive" ? domain::TradeDirection::ReceiveOnly
                                                   : domain::TradeDirection::Both;
    return m_scheme.run(SetTradeDirection{name, direction, {}});
}

Decision Story::step(const Words& words)
{
    if (words[0] == "prepare") return m_scheme.run(prepare(words));
    if (words[0] == "fulfil") return m_scheme.run(fulfil(words));
    if (words[0] == "error") return m_scheme.run(error(words));
    if (words[0] == "tick") return m_scheme.run(Tick{});
    if (words[0] == "wait" || words[0] == "later") {
        m_scheme.now = m_scheme.now.plusMs(std::stoll(words[1]));
        return words[0] == "wait" ? m_scheme.run(Tick{}) : Decision{};
    }
    if (words[0] == "in" || words[0] == "out" || words[0] == "pay" || words[0] == "back") return funds(words);
    return scheme(words);
}

std::string Story::check(const Decision& decision, const std::vector<std::string>& columns) const
{
    if (columns.size() > 1 && !columns[1].empty() && answerText(decision.answer) != columns[1])
        return "answer is " + answerText(decision.answer);
    for (const auto& word : wordsOf(columns.size() > 2 ? columns[2] : "")) {
        const auto parts = split(word, '=');
        domain::Amount value;
        if (parts[0] == "HR") {
            value = m_scheme.value(m_scheme.state.rules.hubName, domain::AccountType::HubReconciliation);
        } else if (parts[0].ends_with(".s")) {
            value = m_scheme.value(parts[0].substr(0, parts[0].size() - 2), domain::AccountType::Settlement);
        } else {
            value = m_scheme.value(parts[0], domain::AccountType::Position);
        }
        if (value != amountOf(parts[1])) return parts[0] + " is " + value.toString();
    }
    if (columns.size() > 3 && !columns[3].empty()) {
        std::string told;
        for (const auto& notice : decision.notices)
            told += (told.empty() ? "" : " ") + messageText(notice);
        if (told != (columns[3] == "-" ? "" : columns[3])) return "messages are " + told;
    }
    if (columns.size() > 4 && !columns[4].empty() && firstText(decision) != columns[4])
        return "text is " + firstText(decision);
    return {};
}

std::string Story::run(std::string_view table)
{
    for (const auto& line : split(table, '\n')) {
        if (line.empty()) continue;
        const auto columns = split(line, '|');
        const Decision decision = step(wordsOf(columns[0]));
        if (const auto wrong = check(decision, columns); !wrong.empty()) return "[" + line + "]: " + wrong;
    }
    return {};
}

} // namespace hub::test
