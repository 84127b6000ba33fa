#pragma once

#include "core/hub/alerts_api.h"
#include "tests/support/hub_fake/hub_fake.h"

#include <memory>

namespace hub::test {

/// Alerts of the fake: the rows that HubFake::raise() was given, newest first.
std::unique_ptr<api::AlertsApi> makeFakeAlerts(HubFake::State& state);

} // namespace hub::test
