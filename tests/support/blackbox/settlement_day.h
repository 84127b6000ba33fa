#pragma once

#include "tests/support/blackbox/scheme.h"

namespace hub::blackbox {

/// A scheme's day on a real hub: two DFSPs pay each other, the window is closed and settled over the operator
/// API.
class SettlementDay
{
public:
    HubProcess hub;
    Scheme scheme{hub};
    Dfsp* a = nullptr;
    Dfsp* b = nullptr;
    int window = 0; ///< the one that was open when the day began

    /// Starts the hub and onboards the two. `model` is the JSON of a settlement model beside the default one.
    bool begin(const QByteArray& model = {});
    /// One payment from prepare to commit.
    bool pay(const Dfsp& payer, const Dfsp& payee, const QString& amount);
    /// Closes the day's window.
    Reply close();
    /// Waits until the closed window is CLOSED.
    bool waitClosed();
    /// Settles the day's window under a model.
    Reply settle(const QString& model = QStringLiteral("DEFERREDNET"));
    /// Moves every account of a settlement to `state`.
    Reply step(int settlement, const QString& state);
    Reply abort(int settlement, const QString& reason);
    QString windowState(int window) const;
    QString settlementState(int settlement) const;

    /// The four states that a settlement's accounts go through after PENDING_SETTLEMENT.
    static QStringList steps();
};

} // namespace hub::blackbox
