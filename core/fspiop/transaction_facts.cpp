#include "core/fspiop/transaction_facts.h"

#include "core/json/document.h"
#include "core/json/ilp_packet.h"

#include <algorithm>

namespace hub::fspiop {
namespace {

/// The value of extension `accountType` in a party's partyIdInfo.
std::string accountType(const json::Value& party)
{
    const json::Value extensions = party["partyIdInfo"]["extensionList"]["extension"];
    for (const json::Value extension : extensions)
        if (extension["key"].scalarText() == "accountType")
            return std::string(extension["value"].scalarText());
    return {};
}

} // namespace

bool chargesFees(const ledger::Registry& registry)
{
    const auto& rules = registry.interchangeRules();
    const auto& models = registry.models();
    return std::any_of(rules.begin(), rules.end(), [](const auto& rule) { return rule.isActive; }) &&
           std::any_of(models.begin(), models.end(), [](const auto& model) {
               return model.isActive && model.ledgerAccountType == domain::AccountType::InterchangeFee;
           });
}

std::shared_ptr<const domain::TransactionFacts> transactionFacts(std::string_view ilpPacket)
{
    const auto text = json::transactionObject(ilpPacket);
    if (!text) return nullptr;
    const auto document = json::Document::parse(*text);
    if (!document) return nullptr;
    const json::Value root = document->root();
    const json::Value type = root["transactionType"];
    auto facts = std::make_shared<domain::TransactionFacts>();
    facts->payerAccountType = accountType(root["payer"]);
    facts->payeeAccountType = accountType(root["payee"]);
    facts->scenario = std::string(type["scenario"].scalarText());
    facts->initiator = std::string(type["initiator"].scalarText());
    facts->initiatorType = std::string(type["initiatorType"].scalarText());
    return facts;
}

} // namespace hub::fspiop
