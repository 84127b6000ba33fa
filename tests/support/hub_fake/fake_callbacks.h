#pragma once

#include "core/hub/callbacks_api.h"

#include <QtCore/QHash>

#include <vector>

namespace hub::test {

/// How deliveries go, as a test wants them told; participants by name.
struct FakeDeliveries
{
    /// Figures of a participant; addresses and name are the scheme's.
    QHash<QString, api::DestinationRow> rows;
    /// Of one kind of address: `greenbank FSPIOP_CALLBACK_URL_TRANSFER_PUT`.
    QHash<QString, api::CallbackEndpoint> endpoints;
    std::vector<api::DeadLetterDetail> letters;
    QHash<QString, std::vector<api::DeliveryFailure>> failures;
    api::ProbeResult probe; ///< what every probe comes to
};

} // namespace hub::test
