#pragma once

#include "core/hub/hub_api.h"
#include "tests/support/hub_fake/fake_callbacks.h"
#include "tests/support/hub_fake/fake_scheme.h"

#include <QtCore/QStringList>

#include <memory>

namespace hub::test {

/// The hub behind the desk's tests, on the GUI thread: the same figures in every run, failures and held
/// answers where a test asks for them. Methods are named as in the door: `participants.create`,
/// `funds.recordFundsIn`, `positions.snapshot`.
class HubFake
{
public:
    explicit HubFake(FakeClock& clock);
    ~HubFake();
    HubFake(const HubFake&) = delete;
    HubFake& operator=(const HubFake&) = delete;

    api::HubApi api();
    FakeScheme& scheme();
    /// What the pane of callbacks is told beside the addresses of the scheme.
    FakeDeliveries& deliveries();
    /// Nine DFSPs in three currencies, two near their cap, one inactive; ten minutes of payments.
    void fillDemoScheme();
    /// Deliveries of the demo scheme: one participant is paused, one is down, messages were given up.
    void fillDemoDeliveries();
    /// `count` payments, spread over `ms` of the clock; told by the feeds.
    void pay(int count, qint64 ms);
    /// The health feed's heartbeat.
    void beat();

    /// A new alert, or a known one as it is now; told by the feed.
    void raise(const api::AlertRow& alert);

    /// Every call of `method` fails with `error` until clearFailures().
    void fail(const QString& method, const api::Error& error);
    void clearFailures();
    /// Answers of `method` are held back until release().
    void hold(const QString& method);
    void release();
    /// What was called in order; actions with their reason: `participants.setActive greenbank: planned
    /// maintenance`.
    const QStringList& calls() const;

    struct State;

private:
    void fillFunds();
    void fillAlerts();
    std::unique_ptr<State> m_state;
};

} // namespace hub::test
