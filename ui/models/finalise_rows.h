#pragma once

#include "core/hub/finalise_api.h"
#include "ui/models/row_table.h"

namespace hub::models {

/// A row of the bank's file with what it would do to the account's cap.
struct BankLine
{
    api::BankReportRow row;
    /// As chosen in the form; the cap stays when both are false.
    bool decreaseCaps = false;
    bool increaseCaps = false;
    bool setLiquidity = false;
};

using BankLinesModel = RowTable<BankLine>;
using FinaliseStepsModel = RowTable<std::pair<int, api::FinaliseStepRow>>;

BankLinesModel* makeBankLinesModel(QObject* parent);
/// Rows are steps with their place, from 1.
FinaliseStepsModel* makeFinaliseStepsModel(QObject* parent);

/// What the bank's balance or the hub's becomes, and the cap with it; nothing when the cap stays.
std::optional<domain::Amount> capAfter(const BankLine& line);

/// Number of checks a bank's file goes through.
inline constexpr int kBankChecks = 17;
/// What check 1 to 17 asks, in the words of the reference.
QString bankCheckText(int check);
/// `Funds in 30.50 USD for payeefsp`.
QString finaliseStepText(const api::FinaliseStepRow& step);
/// `step 4 of 11: Funds in 30.50 USD for payeefsp`; `all 11 steps done`.
QString finaliseProgressText(const api::FinaliseRow& row);

} // namespace hub::models
