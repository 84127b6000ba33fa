#pragma once

#include "core/hub/finalise_api.h"
#include "core/hub/wire/members.h"

/// Finalising in the messages of /hub/v1 (see members.h). Files travel as base64.
namespace hub::wire {

struct BankFileMessage
{
    QString fileName;
    QString content;
};

struct FinaliseMessage
{
    QString fileName;
    QString content;
    bool setLiquidity = false;
    bool decreaseCaps = false;
    bool increaseCaps = false;
    std::vector<QString> acceptedWarnings;
};

template <class V, Of<BankFileMessage> R>
void members(V& v, R& r)
{
    v("fileName", r.fileName);
    v("content", r.content);
}

template <class V, Of<FinaliseMessage> R>
void members(V& v, R& r)
{
    v("fileName", r.fileName);
    v("content", r.content);
    v.omitEmpty("setLiquidity", r.setLiquidity);
    v.omitEmpty("decreaseCaps", r.decreaseCaps);
    v.omitEmpty("increaseCaps", r.increaseCaps);
    v.omitEmpty("acceptedWarnings", r.acceptedWarnings);
}

template <class V, Of<api::BankFindingRow> R>
void members(V& v, R& r)
{
    v("check", r.check);
    v("isError", r.isError);
    v.omitEmpty("cell", r.cell);
    v("text", r.text);
}

template <class V, Of<api::BankReportRow> R>
void members(V& v, R& r)
{
    v("account", r.account);
    v("participant", r.participant);
    v("currency", r.currency);
    v("transfer", r.transfer);
    v("balance", r.balance);
    v("expected", r.expected);
    v("cap", r.cap);
    v.omitEmpty("capFollows", r.capFollows);
}

template <class V, Of<api::BankReportCheck> R>
void members(V& v, R& r)
{
    v("sha256", r.hash);
    v("hasErrors", r.hasErrors);
    v("findings", r.findings);
    v("rows", r.rows);
}

template <class V, Of<api::FinaliseStepRow> R>
void members(V& v, R& r)
{
    v("kind", r.kind);
    v("isDone", r.isDone);
    v.omitEmpty("account", r.account);
    v.omitEmpty("participant", r.participant);
    v("currency", r.currency);
    v("amount", r.amount);
}

template <class V, Of<api::FinaliseRow> R>
void members(V& v, R& r)
{
    v("settlement", r.settlement);
    v("state", r.state);
    v.omitEmpty("error", r.error);
    v("fileName", r.fileName);
    v("sha256", r.fileHash);
    v("setLiquidity", r.setLiquidity);
    v("decreaseCaps", r.decreaseCaps);
    v("increaseCaps", r.increaseCaps);
    v("who", r.who);
    v("reason", r.reason);
    v("startedAt", r.startedAt);
    v("changedAt", r.changedAt);
    v("steps", r.steps);
}

} // namespace hub::wire
