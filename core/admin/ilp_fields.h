#pragma once

#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/hub/transfers_api.h"

namespace hub::admin {

/// Fills `packet` and `packetProblem` of the detail from its `ilpPacket`: type, amount, account and the
/// transaction inside by its names, money in the currency's scale, who is who masked. What does not decode,
/// or says another amount than the transfer, is said in the problem. Pure.
void addPacketFields(api::TransferDetail& detail);

/// `100.00 USD`.
QString moneyText(domain::Amount amount, domain::Currency currency);
/// The same of texts out of a message; as they are when they are no money.
QString moneyText(std::string_view amount, std::string_view currency);

} // namespace hub::admin
