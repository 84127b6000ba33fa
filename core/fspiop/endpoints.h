#pragma once

#include "core/ledger/registry.h"
#include "core/lookup/party_id.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hub::fspiop {

/// Where a message to a DFSP goes: which of its endpoint types counts, and what fills the template
/// (fspiop 8.6).
struct Target
{
    std::string_view type; ///< a constant of endpoint_type
    /// Path of the message, percent-encoded: what FSPIOP-URI says, and what is appended to a base address.
    std::string path;
    /// The type's value is a base address (quotes, transaction requests, authorizations).
    bool isBase = false;
    std::vector<std::pair<std::string_view, std::string>> params; ///< placeholder name -> value, not encoded
    /// `?a=b`, appended to the address but not part of FSPIOP-URI; empty: none.
    std::string query;
    /// FSPIOP-URI is the path of the rendered address, what stands before `path` included (fspiop 11.5).
    bool saysWholePath = false;
};

namespace endpoint_type {
inline constexpr std::string_view kGeneric = "FSPIOP_CALLBACK_URL";
inline constexpr std::string_view kTransferPost = "FSPIOP_CALLBACK_URL_TRANSFER_POST";
inline constexpr std::string_view kTransferPut = "FSPIOP_CALLBACK_URL_TRANSFER_PUT";
inline constexpr std::string_view kTransferError = "FSPIOP_CALLBACK_URL_TRANSFER_ERROR";
inline constexpr std::string_view kQuotes = "FSPIOP_CALLBACK_URL_QUOTES";
inline constexpr std::string_view kBulkQuotes = "FSPIOP_CALLBACK_URL_BULK_QUOTES";
inline constexpr std::string_view kBulkTransferPost = "FSPIOP_CALLBACK_URL_BULK_TRANSFER_POST";
inline constexpr std::string_view kBulkTransferPut = "FSPIOP_CALLBACK_URL_BULK_TRANSFER_PUT";
inline constexpr std::string_view kBulkTransferError = "FSPIOP_CALLBACK_URL_BULK_TRANSFER_ERROR";
inline constexpr std::string_view kTransactionRequests = "FSPIOP_CALLBACK_URL_TRX_REQ_SERVICE";
inline constexpr std::string_view kAuthorizations = "FSPIOP_CALLBACK_URL_AUTHORIZATIONS";
} // namespace endpoint_type

/// What happens to a party or participant; with the sub-id it picks the endpoint type.
enum class PartyMessage { Get, Put, PutError, Delete };

Target transferPost();
Target transferPut(std::string_view transferId); ///< also PATCH
Target transferError(std::string_view transferId);
Target bulkTransferPost();
Target bulkTransferPut(std::string_view bulkTransferId);
Target bulkTransferError(std::string_view bulkTransferId);
Target parties(PartyMessage message, const lookup::PartyId& party);
Target participants(PartyMessage message, const lookup::PartyId& party);
Target participantsBatch(std::string_view requestId, bool isError);
/// A base-address type: `path` is appended as it is.
Target based(std::string_view type, std::string path, std::string query = {});

/// The complete address, values percent-encoded. Without the type the generic FSPIOP_CALLBACK_URL and the
/// path are taken; nothing when neither is there or a placeholder has no value.
std::optional<std::string> endpointUrl(const ledger::ParticipantEntry& participant, const Target& target);

} // namespace hub::fspiop
