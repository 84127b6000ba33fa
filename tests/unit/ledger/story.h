#pragma once

#include "tests/unit/ledger/scheme.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hub::test {

/// Runs transfer tests that are written as tables, one step a line:
///
///     command                  | answer      | balances        | messages        | text
///     prepare t1 A>B 100       | RESERVED    | A=100           | POST>B          |
///     fulfil t1 B              | COMMITTED   | A=100 B=-100    | PUT>A           |
///
/// Commands: `prepare ID PAYER>PAYEE AMOUNT [from=X] [ttl=MS] [cur=C] [nocond] [body=X]`,
/// `fulfil ID FSP [reserve|reject|v10] [bad|missing] [to=X] [body=X]`, `error ID FSP CODE [to=X] [body=X]`,
/// `wait MS` (time passes and is noticed), `later MS` (it is not noticed yet), `tick`, `in ID FSP AMOUNT`,
/// `out ID FSP AMOUNT`, `pay ID FSP` and `back ID FSP` (end of a withdrawal), `cap FSP AMOUNT`,
/// `inactive|active FSP`, `close|open FSP` (its POSITION account), `direction FSP send|receive|both`.
/// Answer: the transfer's state, or duplicate, ignored, modified, refused; empty: not looked at.
/// Balances: `A` POSITION, `A.s` SETTLEMENT, `HR` the hub's reconciliation account.
/// Messages, complete and in order: POST, PUT and RERR are relayed; HPUT, PATCH:STATE and ERRcode are the
/// hub's. `-` says none; empty: not looked at.
/// Text: the description of the first error told, or of the answer.
class Story
{
public:
    explicit Story(Scheme& scheme);
    /// Empty, or the first line that went otherwise and how.
    std::string run(std::string_view table);

private:
    using Words = std::vector<std::string>;
    ledger::Decision step(const Words& words);
    ledger::Prepare prepare(const Words& words) const;
    ledger::Fulfil fulfil(const Words& words) const;
    ledger::Abort error(const Words& words) const;
    ledger::Decision funds(const Words& words);
    ledger::Decision scheme(const Words& words);
    std::string check(const ledger::Decision& decision, const std::vector<std::string>& columns) const;
    Scheme& m_scheme;
};

std::string messageText(const ledger::Notice& notice);

} // namespace hub::test
