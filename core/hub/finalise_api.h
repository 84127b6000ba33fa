#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/hub/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// The settlement bank's report as it came: CSV or a workbook.
struct BankFile
{
    QString name;
    QByteArray bytes;
};

/// One thing that the seventeen checks found (operator-ux 1.3).
struct BankFindingRow
{
    /// 1 to 17, by the reference's numbers.
    int check = 0;
    /// Else a warning, which an operator may accept.
    bool isError = true;
    /// `D9`; empty when it is about the whole file.
    QString cell;
    QString text;
    /// What names the finding when it is accepted: `4@C7`.
    QString key() const { return QString::number(check) + u'@' + cell; }
};

/// A row of the report that could be read. Amounts as people read them: a transfer above zero is paid.
struct BankReportRow
{
    domain::AccountId account;
    QString participant;
    domain::Currency currency;
    domain::Amount transfer;
    /// What the bank holds afterwards, and what the hub expects it to hold.
    domain::Amount balance;
    domain::Amount expected;
    /// The net debit cap now; nothing when there is none.
    std::optional<domain::Amount> cap;
    /// The cap is a share of the funds held and moves by itself: it is left as it is.
    bool capFollows = false;
};

struct BankReportCheck
{
    /// SHA-256 of the file, lower-case hex.
    QString hash;
    bool hasErrors = false;
    std::vector<BankFindingRow> findings;
    std::vector<BankReportRow> rows;
};

struct FinaliseDraft
{
    domain::SettlementId settlement;
    BankFile file;
    /// Book what the bank's balance differs by.
    bool setLiquidity = false;
    /// A cap above the new balance becomes it; one below it becomes it.
    bool decreaseCaps = false;
    bool increaseCaps = false;
    /// Keys of the warnings that are accepted, each by itself.
    std::vector<QString> acceptedWarnings;
};

/// Failed waits for an operator, who takes it up again with a file.
enum class FinaliseState { Running, Failed, Done };

enum class FinaliseStepKind { Record, Reserve, MoveFunds, Commit, Settle, SetLiquidity, SetCap };

/// One step of a job, in the order in which they are done.
struct FinaliseStepRow
{
    FinaliseStepKind kind = FinaliseStepKind::Record;
    bool isDone = false;
    /// The account that it is about; 0: all of the settlement.
    domain::AccountId account;
    QString participant;
    std::optional<domain::Currency> currency;
    /// MoveFunds and SetLiquidity: above zero comes in. SetCap: the cap.
    std::optional<domain::Amount> amount;
};

/// A settlement being finalised, by a job of the hub that goes on after a restart.
struct FinaliseRow
{
    domain::SettlementId settlement;
    FinaliseState state = FinaliseState::Running;
    /// Failed: why. Running: what it waits for; mostly empty.
    QString error;
    QString fileName;
    QString fileHash;
    bool setLiquidity = false;
    bool decreaseCaps = false;
    bool increaseCaps = false;
    QString who;
    QString reason;
    base::Instant startedAt{};
    base::Instant changedAt{};
    std::vector<FinaliseStepRow> steps;
};

/// Finalising: the bank's file checked, the money moved, the states walked (admin-settlement 4.7). Any
/// thread; answers come as futures. Actions are recorded in the audit with their note.
class FinaliseApi
{
public:
    virtual ~FinaliseApi() = default;
    /// Holds the file against the settlement; changes nothing.
    virtual QFuture<Result<BankReportCheck>> check(domain::SettlementId settlement, BankFile file) = 0;
    /// Class C4. Refused when a check finds an error, or a warning that is not accepted. A job that failed is
    /// taken up again; what has moved is not moved twice.
    virtual QFuture<Result<FinaliseRow>> begin(FinaliseDraft draft, ActionNote note) = 0;
    /// Class C3. The job ends after the step in hand, as Failed.
    virtual QFuture<Result<FinaliseRow>> stop(domain::SettlementId settlement, ActionNote note) = 0;
    /// Nothing when the settlement has not been finalised and is not being.
    virtual QFuture<Result<std::optional<FinaliseRow>>> job(domain::SettlementId settlement) = 0;
    /// The file that it was begun with; an error when there is none.
    virtual QFuture<Result<BankFile>> bankFile(domain::SettlementId settlement) = 0;
};

} // namespace hub::api
