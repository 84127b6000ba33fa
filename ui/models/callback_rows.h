#pragma once

#include "core/domain/callback_types.h"
#include "core/hub/callbacks_api.h"
#include "ui/models/row_table.h"

namespace hub::models {

/// One kind of message to a participant, with whether its deliveries are paused.
struct EndpointLine
{
    api::CallbackEndpoint endpoint;
    bool paused = false;
};

using DestinationsModel = RowTable<api::DestinationRow>;
using CallbackEndpointsModel = RowTable<EndpointLine>;
using DeadLettersModel = RowTable<api::DeadLetterRow>;
using DeliveryFailuresModel = RowTable<api::DeliveryFailure>;

/// The matrix: participants against groups of endpoint types.
DestinationsModel* makeDestinationsModel(const base::Clock& clock, QObject* parent);
CallbackEndpointsModel* makeCallbackEndpointsModel(QObject* parent);
DeadLettersModel* makeDeadLettersModel(QObject* parent);
DeliveryFailuresModel* makeDeliveryFailuresModel(QObject* parent);

/// How deliveries to a participant go: delivering, paused, failing, ….
kit::StateValue deliveryState(const api::DestinationRow& row);
/// Set, inherited, missing, failing or paused.
kit::StateValue endpointState(const api::CallbackEndpoint& endpoint, bool paused);
/// `PUT /transfers/{{transferId}}`, or `everything else` for the generic address.
QString messageText(const QString& type);
/// The address that a kind of message goes to, its path appended where it is a base address.
QString resolvedAddress(const api::CallbackEndpoint& endpoint);
/// What is wrong with an address; empty when nothing is.
QString addressFaultText(domain::AddressFault fault);
/// A reason of the hub (`connect`, `tls`, `status`, …) in words, with who has to act.
QString reasonText(const QString& reason);
/// One line of what a probe came to.
QString probeText(const api::ProbeResult& probe);

} // namespace hub::models
