#include "core/store/verify/questions.h"

#include <array>

namespace hub::store {
namespace {

struct Question
{
    std::string_view invariant;
    std::string_view sql; ///< one text for each thing that is broken
};

constexpr std::array kQuestions{
    Question{"I-20",
             "SELECT 'transfers has ' || count(*) || ' rows up to number ' || max(seq) FROM transfers "
             "HAVING count(*) <> coalesce(max(seq), 0)"},
    Question{"I-20", "SELECT 'transfer_states has ' || count(*) || ' rows up to number ' || max(key) FROM "
                     "transfer_states HAVING count(*) <> coalesce(max(key), 0)"},
    Question{"I-20", "SELECT 'transfer_hashes has ' || count(*) || ' rows up to number ' || max(key) FROM "
                     "transfer_hashes HAVING count(*) <> coalesce(max(key), 0)"},
    Question{"I-20", "SELECT 'position_moves has ' || count(*) || ' rows up to number ' || max(key) FROM "
                     "position_moves HAVING count(*) <> coalesce(max(key), 0)"},
    Question{"I-20", "SELECT 'windows has ' || count(*) || ' rows up to number ' || max(id) FROM windows "
                     "HAVING count(*) <> coalesce(max(id), 0)"},
    // Windows: one is open, the newest; each opened after the one before.
    Question{"I-14",
             "SELECT count(*) || ' windows are open' FROM windows WHERE state = 1 HAVING count(*) <> 1"},
    Question{"I-14",
             "SELECT 'window ' || id || ' is open but not the newest' FROM windows WHERE state = 1 AND id "
             "<> (SELECT max(id) FROM windows)"},
    Question{"I-14", "SELECT 'window ' || id || ' opened before the one before it' FROM windows w WHERE "
                     "created_at < (SELECT created_at FROM windows v WHERE v.id = w.id - 1)"},
    Question{"I-14",
             "SELECT 'window ' || id || ' has the unknown state ' || state FROM windows WHERE state NOT "
             "BETWEEN 1 AND 7"},
    // Rows that belong to something.
    Question{"I-2", "SELECT 'account ' || a.id || ' belongs to no participant' FROM accounts a LEFT JOIN "
                    "participants p ON p.id = a.participant WHERE p.id IS NULL"},
    Question{"I-2",
             "SELECT 'two accounts of participant ' || participant || ' in ' || currency || ' have type ' "
             "|| type FROM accounts GROUP BY participant, currency, type HAVING count(*) > 1"},
    Question{"I-2",
             "SELECT 'a limit of account ' || l.account || ', which is no position account' FROM limits l "
             "LEFT JOIN accounts a ON a.id = l.account WHERE a.type IS NOT 1"},
    Question{"I-2", "SELECT 'an endpoint of participant ' || e.participant || ', who does not exist' FROM "
                    "endpoints e LEFT JOIN participants p ON p.id = e.participant WHERE p.id IS NULL"},
    Question{"I-9",
             "SELECT 'hash ' || key || ' is of no transfer' FROM transfer_hashes WHERE seq NOT IN (SELECT "
             "seq FROM transfers) OR store NOT BETWEEN 1 AND 3 OR length(hash) <> 32"},
    Question{"I-9",
             "SELECT 'the participants ' || group_concat(name) || ' have one name' FROM participants GROUP "
             "BY lower(name) HAVING count(*) > 1"},
    Question{"I-11",
             "SELECT 'message ' || o.seq || ' is of a transfer that does not exist' FROM (SELECT seq, "
             "transfer FROM outbox UNION ALL SELECT seq, transfer FROM dead_letters) o LEFT JOIN transfers "
             "t ON t.seq = o.transfer WHERE o.transfer <> 0 AND t.seq IS NULL"},
    Question{"I-11",
             "SELECT 'message ' || seq || ' waits and is a dead letter' FROM outbox WHERE seq IN (SELECT "
             "seq FROM dead_letters)"},
    Question{"I-12",
             "SELECT 'the bytes of message ' || seq || ' are gone' FROM outbox WHERE (relay_from = 1 AND "
             "relay_key NOT IN (SELECT seq FROM transfers)) OR (relay_from = 2 AND relay_key NOT IN "
             "(SELECT key FROM transfer_states)) OR relay_from NOT BETWEEN 0 AND 2"},
    // The registry against what the audit says last.
    Question{"I-30",
             "SELECT 'participant ' || name || ' was created by nobody' FROM participants WHERE id <> 1 AND "
             "NOT EXISTS (SELECT 1 FROM audit WHERE action = 'participant.create' AND lower(subject) = "
             "lower(name))"},
    Question{"I-30",
             "SELECT 'participant ' || name || ' is ' || iif(is_active, 'active', 'inactive') || ', the "
             "audit says otherwise' FROM participants p WHERE is_active <> coalesce((SELECT "
             "json_extract(after, '$.isActive') FROM audit WHERE action = 'participant.active' AND "
             "lower(subject) = lower(p.name) AND NOT refused ORDER BY seq DESC LIMIT 1), 1)"},
    Question{"I-2", "SELECT 'contact ' || c.id || ' belongs to no participant' FROM contacts c LEFT JOIN "
                    "participants p ON p.id = c.participant WHERE p.id IS NULL"},
    Question{
        "I-30",
        "SELECT 'participant ' || name || ' is ' || iif(is_paused, '', 'not ') || 'paused, the audit says "
        "otherwise' FROM participants p WHERE is_paused <> coalesce((SELECT json_extract(after, "
        "'$.isPaused') FROM audit WHERE action = 'participant.pause' AND lower(subject) = lower(p.name) AND "
        "NOT refused ORDER BY seq DESC LIMIT 1), 0)"},
    Question{"I-30",
             "SELECT 'participant ' || name || ' trades in direction ' || direction || ', the audit says "
             "otherwise' FROM participants p WHERE direction <> coalesce((SELECT CASE json_extract(after, "
             "'$.direction') WHEN 'SEND_ONLY' THEN 1 WHEN 'RECEIVE_ONLY' THEN 2 ELSE 0 END FROM audit WHERE "
             "action = 'participant.direction' AND lower(subject) = lower(p.name) AND NOT refused ORDER BY "
             "seq DESC LIMIT 1), 0)"},
    Question{"I-30",
             "SELECT 'endpoint ' || e.type || ' of ' || p.name || ' is not the one in the audit' FROM "
             "endpoints e JOIN participants p ON p.id = e.participant WHERE e.value IS NOT (SELECT "
             "json_extract(after, '$.value') FROM audit WHERE action = 'participant.endpoint' AND "
             "lower(subject) = lower(p.name) AND json_extract(after, '$.type') = e.type AND NOT refused "
             "ORDER BY seq DESC LIMIT 1)"},
    Question{"I-30",
             "SELECT 'model ' || name || ' is ' || iif(is_active, 'active', 'inactive') || ', the audit "
             "says otherwise' FROM models m WHERE is_active <> coalesce((SELECT json_extract(after, "
             "'$.isActive') FROM audit WHERE action = 'settlementModel.active' AND lower(subject) = "
             "lower(m.name) AND NOT refused ORDER BY seq DESC LIMIT 1), 1)"},
    Question{"I-30",
             "SELECT 'model ' || name || ' was created by nobody' FROM models m WHERE NOT EXISTS (SELECT 1 "
             "FROM audit WHERE action = 'settlementModel.create' AND lower(subject) = lower(m.name))"},
    // The two switches are in the audit of later versions only.
    Question{"I-30",
             "SELECT 'model ' || m.name || ' is not as it was created' FROM models m JOIN audit a ON "
             "a.action = 'settlementModel.create' AND lower(a.subject) = lower(m.name) AND NOT a.refused "
             "WHERE granularity <> iif(json_extract(a.after, '$.settlementGranularity') = 'GROSS', 1, 2) OR "
             "interchange <> iif(json_extract(a.after, '$.settlementInterchange') = 'BILATERAL', 1, 2) OR "
             "delay <> iif(json_extract(a.after, '$.settlementDelay') = 'IMMEDIATE', 1, 2) OR currency <> "
             "coalesce(json_extract(a.after, '$.currency'), '') OR ledger_type IS NOT (SELECT id FROM "
             "account_types WHERE lower(name) = lower(json_extract(a.after, '$.ledgerAccountType'))) OR "
             "settlement_type IS "
             "NOT (SELECT id FROM account_types WHERE lower(name) = lower(json_extract(a.after, "
             "'$.settlementAccountType'))) OR require_liquidity_check <> coalesce(json_extract(a.after, "
             "'$.requireLiquidityCheck'), require_liquidity_check) OR auto_position_reset <> "
             "coalesce(json_extract(a.after, '$.autoPositionReset'), auto_position_reset)"},
    Question{"I-30",
             "SELECT 'account type ' || name || ' was created by nobody' FROM account_types WHERE id >= 100 "
             "AND NOT EXISTS (SELECT 1 FROM audit WHERE action = 'ledgerAccountType.create' AND subject = "
             "name)"},
    Question{"I-30",
             "SELECT 'oracle ' || o.id || ' is not as the audit says' FROM oracles o WHERE o.endpoint IS "
             "NOT (SELECT json_extract(after, '$.endpoint') FROM audit WHERE action LIKE 'oracle.%' AND "
             "subject = CAST(o.id AS TEXT) ORDER BY seq DESC LIMIT 1) OR o.is_active IS NOT (SELECT "
             "json_extract(after, '$.isActive') FROM audit WHERE action LIKE 'oracle.%' AND subject = "
             "CAST(o.id AS TEXT) ORDER BY seq DESC LIMIT 1)"},
    Question{"I-30",
             "SELECT count(*) || ' deposits and withdrawals, another number in the audit' FROM transfers "
             "WHERE kind IN (2, 3) HAVING count(*) <> (SELECT count(*) FROM audit WHERE action IN "
             "('recordFundsIn', 'recordFundsOutPrepareReserve') AND NOT refused)"},
};

constexpr std::array kIndexQuestions{
    Question{"I-9",
             "SELECT 'transfer ' || t.seq || ' is not found by its id (index.db can be deleted, it is made "
             "anew)' FROM transfers t LEFT JOIN idx.new_ids n ON n.id = t.id LEFT JOIN idx.ids i ON i.id = "
             "t.id WHERE t.seq <= (SELECT seq FROM idx.progress) AND coalesce(n.seq, i.seq) IS NOT t.seq"},
    Question{
        "I-9",
        "SELECT 'transfer ' || t.seq || ' has the id of another' FROM transfers t LEFT JOIN idx.new_ids n "
        "ON n.id = t.id LEFT JOIN idx.ids i ON i.id = t.id WHERE t.seq > (SELECT seq FROM idx.progress) "
        "AND coalesce(n.seq, i.seq) <> t.seq"},
    Question{"I-9",
             "SELECT 'the transfers ' || group_concat(seq) || ' have one id' FROM transfers WHERE seq > "
             "(SELECT seq FROM idx.progress) GROUP BY id HAVING count(*) > 1"},
};

base::Expected<void, base::Error> ask(Connection& ledger, const Question& question, Findings& findings)
{
    Statement answer(ledger, question.sql);
    if (auto done = answer.exec(); !done) return done;
    while (answer.next())
        findings.add(question.invariant, answer.text(0));
    if (answer.failed()) return base::Unexpected(answer.error());
    return {};
}

} // namespace

base::Expected<void, base::Error> askQuestions(Connection& ledger, bool hasIndex, Findings& findings)
{
    for (const Question& question : kQuestions)
        if (auto done = ask(ledger, question, findings); !done) return done;
    if (!hasIndex) return {};
    for (const Question& question : kIndexQuestions)
        if (auto done = ask(ledger, question, findings); !done) return done;
    return {};
}

} // namespace hub::store
