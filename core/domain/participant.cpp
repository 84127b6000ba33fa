#include "core/domain/participant.h"

#include <algorithm>

namespace hub::domain {
namespace {

constexpr std::array<std::string_view, 63> kEndpointTypes{
    "ALARM_NOTIFICATION_URL",
    "ALARM_NOTIFICATION_TOPIC",
    "NET_DEBIT_CAP_THRESHOLD_BREACH_EMAIL",
    "NET_DEBIT_CAP_ADJUSTMENT_EMAIL",
    "SETTLEMENT_TRANSFER_POSITION_CHANGE_EMAIL",
    "FSPIOP_CALLBACK_URL",
    "FSPIOP_CALLBACK_URL_TRANSFER_POST",
    "FSPIOP_CALLBACK_URL_TRANSFER_PUT",
    "FSPIOP_CALLBACK_URL_TRANSFER_ERROR",
    "FSPIOP_CALLBACK_URL_FX_QUOTES",
    "FSPIOP_CALLBACK_URL_FX_TRANSFER_POST",
    "FSPIOP_CALLBACK_URL_FX_TRANSFER_PUT",
    "FSPIOP_CALLBACK_URL_FX_TRANSFER_ERROR",
    "FSPIOP_CALLBACK_URL_PARTICIPANT_PUT",
    "FSPIOP_CALLBACK_URL_PARTICIPANT_PUT_ERROR",
    "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT",
    "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_PUT_ERROR",
    "FSPIOP_CALLBACK_URL_PARTICIPANT_DELETE",
    "FSPIOP_CALLBACK_URL_PARTICIPANT_SUB_ID_DELETE",
    "FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT",
    "FSPIOP_CALLBACK_URL_PARTICIPANT_BATCH_PUT_ERROR",
    "FSPIOP_CALLBACK_URL_PARTIES_GET",
    "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_GET",
    "FSPIOP_CALLBACK_URL_PARTIES_PUT",
    "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT",
    "FSPIOP_CALLBACK_URL_PARTIES_PUT_ERROR",
    "FSPIOP_CALLBACK_URL_PARTIES_SUB_ID_PUT_ERROR",
    "FSPIOP_CALLBACK_URL_QUOTES",
    "FSPIOP_CALLBACK_URL_BULK_QUOTES",
    "FSPIOP_CALLBACK_URL_BULK_TRANSFER_POST",
    "FSPIOP_CALLBACK_URL_BULK_TRANSFER_PUT",
    "FSPIOP_CALLBACK_URL_BULK_TRANSFER_ERROR",
    "FSPIOP_CALLBACK_URL_TRX_REQ_SERVICE",
    "FSPIOP_CALLBACK_URL_AUTHORIZATIONS",
    "TP_CB_URL_TRANSACTION_REQUEST_GET",
    "TP_CB_URL_TRANSACTION_REQUEST_POST",
    "TP_CB_URL_TRANSACTION_REQUEST_PUT",
    "TP_CB_URL_TRANSACTION_REQUEST_PUT_ERROR",
    "TP_CB_URL_TRANSACTION_REQUEST_PATCH",
    "TP_CB_URL_TRANSACTION_REQUEST_AUTH_POST",
    "TP_CB_URL_TRANSACTION_REQUEST_AUTH_PUT",
    "TP_CB_URL_TRANSACTION_REQUEST_AUTH_PUT_ERROR",
    "TP_CB_URL_TRANSACTION_REQUEST_VERIFY_POST",
    "TP_CB_URL_TRANSACTION_REQUEST_VERIFY_PUT",
    "TP_CB_URL_TRANSACTION_REQUEST_VERIFY_PUT_ERROR",
    "TP_CB_URL_CONSENT_REQUEST_POST",
    "TP_CB_URL_CONSENT_REQUEST_PUT",
    "TP_CB_URL_CONSENT_REQUEST_PUT_ERROR",
    "TP_CB_URL_CONSENT_REQUEST_PATCH",
    "TP_CB_URL_CREATE_CREDENTIAL_POST",
    "TP_CB_URL_CONSENT_POST",
    "TP_CB_URL_CONSENT_GET",
    "TP_CB_URL_CONSENT_PUT",
    "TP_CB_URL_CONSENT_PATCH",
    "TP_CB_URL_CONSENT_PUT_ERROR",
    "TP_CB_URL_CONSENT_GENERATE_CHALLENGE_POST",
    "TP_CB_URL_CONSENT_GENERATE_CHALLENGE_PUT_ERROR",
    "TP_CB_URL_ACCOUNTS_GET",
    "TP_CB_URL_ACCOUNTS_PUT",
    "TP_CB_URL_ACCOUNTS_PUT_ERROR",
    "TP_CB_URL_SERVICES_GET",
    "TP_CB_URL_SERVICES_PUT",
    "TP_CB_URL_SERVICES_PUT_ERROR",
};

constexpr std::array<std::string_view, 10> kPartyIdTypes{
    "MSISDN",     "EMAIL", "PERSONAL_ID", "BUSINESS", "DEVICE",
    "ACCOUNT_ID", "IBAN",  "ALIAS",       "CONSENT",  "THIRD_PARTY_LINK"};

} // namespace

std::span<const LedgerAccountType> seededAccountTypes()
{
    static const std::vector<LedgerAccountType> types{
        {AccountType::Position,
         "POSITION",
         "Typical accounts from which a DFSP provisions transfers",
         true,
         true,
         {}},
        {AccountType::Settlement,
         "SETTLEMENT",
         "Reflects the individual DFSP Settlement Accounts as held at the Settlement Bank",
         true,
         false,
         {}},
        {AccountType::HubReconciliation,
         "HUB_RECONCILIATION",
         "A single account for each currency with which the hub operates",
         true,
         false,
         {}},
        {AccountType::HubMultilateralSettlement,
         "HUB_MULTILATERAL_SETTLEMENT",
         "A single account for each currency with which the hub operates, for net settlement",
         true,
         false,
         {}},
        {AccountType::InterchangeFee, "INTERCHANGE_FEE", "Interchange fees owed", true, true, {}},
        {AccountType::InterchangeFeeSettlement,
         "INTERCHANGE_FEE_SETTLEMENT",
         "Settlement of interchange fees",
         true,
         false,
         {}},
    };
    return types;
}

std::span<const std::string_view> endpointTypes()
{
    return kEndpointTypes;
}

bool isEndpointType(std::string_view type)
{
    return std::find(kEndpointTypes.begin(), kEndpointTypes.end(), type) != kEndpointTypes.end();
}

Amount capOfLiquidity(Amount liquidity, std::int32_t percentHundredths, Currency currency)
{
    if (liquidity.isNegative()) return {};
    Int128 unit = 1;
    for (int digits = currency.decimals(); digits < 4; ++digits)
        unit *= 10;
    const Int128 share = Int128(liquidity.toColumn()) * percentHundredths / kLiquidityPercentMax;
    return Amount::fromUnits(static_cast<std::int64_t>(share / unit * unit));
}

std::span<const std::string_view> partyIdTypes()
{
    return std::span(kPartyIdTypes).first<8>();
}

std::span<const std::string_view> oracleIdTypes()
{
    return kPartyIdTypes;
}

} // namespace hub::domain
