#include "core/admin/handlers.h"
#include "core/http/jws.h"

#include <array>

namespace hub::admin::credential_api {
namespace {

using namespace domain::fspiop_code;
using domain::SignatureCheck;

constexpr std::size_t kPemMax = 16384;
constexpr std::array<SignatureCheck, 3> kChecks{SignatureCheck::HubDefault, SignatureCheck::Required,
                                                SignatureCheck::Off};
constexpr std::array<std::string_view, 3> kCheckNames{"HUB_DEFAULT", "REQUIRED", "OFF"};

std::string_view stateOf(const domain::Credential& credential, base::Instant now)
{
    if (credential.isRevoked()) return "REVOKED";
    if (now < credential.validFrom) return "PENDING";
    return credential.isValid(now) ? "ACTIVE" : "EXPIRED";
}

void writeTime(json::Writer& writer, std::string_view name, const std::optional<base::Instant>& time)
{
    writer.key(name);
    if (time)
        writer.string(base::toIso8601(*time));
    else
        writer.null();
}

void writeCredential(json::Writer& writer, const domain::Credential& credential, base::Instant now)
{
    const bool isKey = credential.kind == domain::CredentialKind::SignatureKey;
    writer.beginObject().key("id").number(credential.id.value());
    if (isKey)
        writer.member("fingerprint", credential.fingerprint).member("publicKey", credential.value);
    else
        writer.member("kind", domain::nameOf(credential.kind)).member("value", credential.value);
    writer.member("state", stateOf(credential, now));
    writer.member("validFrom", base::toIso8601(credential.validFrom));
    if (isKey) writeTime(writer, "validUntil", credential.validUntil);
    writeTime(writer, "revokedAt", credential.revokedAt);
    writer.member("createdAt", base::toIso8601(credential.createdAt)).endObject();
}

void answerCredential(const OperatorContext& context, const ExchangePtr& exchange,
                      const domain::Credential& credential)
{
    json::Writer writer;
    writeCredential(writer, credential, context.services.clock.now());
    answerJson(exchange, 201, writer);
}

void answerList(const OperatorContext& context, const ExchangePtr& exchange, bool keys)
{
    const auto view = context.services.credentials.list(exchange->request().param("name"), keys);
    if (!view) return answerFailure(exchange, view.error());
    json::Writer writer;
    writer.beginObject();
    if (keys) writer.member("signatureCheck", domain::nameOf(view->signatureCheck));
    writer.key(keys ? "keys" : "certificates").beginArray();
    for (const auto& credential : view->credentials)
        writeCredential(writer, credential, context.services.clock.now());
    writer.endArray().endObject();
    answerJson(exchange, 200, writer);
}

/// False when the member is there and is no DateTime.
bool readTime(SchemaReader& reader, std::string_view name, std::optional<base::Instant>& out)
{
    if (!reader.has(name)) return true;
    out = base::parseIso8601(reader.text(name, Presence::Optional, TextRule{1, 40, {}, false}));
    return out.has_value();
}

void revoke(const OperatorContext& context, const ExchangePtr& exchange, bool isKey)
{
    const auto& request = exchange->request();
    std::int64_t id = 0;
    if (const auto fault = checkPositiveInteger("id", request.param("id"), id); !fault.empty())
        return answerMalformed(exchange, fault);
    context.services.credentials.revoke(callerOf(request), std::string(request.param("name")),
                                        domain::CredentialId(id), isKey, noteOf(request),
                                        answeringEmpty(exchange, 204));
}

} // namespace

void getHubKey(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    const auto key = http::VerifyKey::fromPem(context.options.signingKeyPem);
    if (!key)
        return answerFailure(exchange,
                             refuse(kGenericIDNotFound, "the hub signs nothing (jws.sign)", 404).error());
    json::Writer writer;
    writer.beginObject().member("algorithm", "RS256").member("fingerprint", (*key)->fingerprint());
    writer.member("publicKey", context.options.signingKeyPem).endObject();
    answerJson(exchange, 200, writer);
}

void getKeys(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    answerList(context, exchange, true);
}

void postKey(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    const auto pem = reader.text("publicKey", Presence::Required, TextRule{1, kPemMax, {}, true});
    std::optional<base::Instant> from;
    std::optional<base::Instant> until;
    const bool hasTimes = readTime(reader, "validFrom", from) && readTime(reader, "validUntil", until);
    reader.finish();
    if (reader.failed()) return answerMalformed(exchange, reader.error());
    if (!hasTimes) return answerMalformed(exchange, "\"validFrom\" and \"validUntil\" must be DateTime");
    const auto& request = exchange->request();
    context.services.credentials.addKey(
        callerOf(request), std::string(request.param("name")), pem, from, until, noteOf(request),
        answering<domain::Credential>(exchange, [&context, exchange](const domain::Credential& made) {
            answerCredential(context, exchange, made);
        }));
}

void putSignatureCheck(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    const auto text = reader.text("signatureCheck", Presence::Required, TextRule{1, 0, kCheckNames, false});
    reader.finish();
    if (reader.failed()) return answerMalformed(exchange, reader.error());
    SignatureCheck wanted{};
    for (std::size_t i = 0; i < kChecks.size(); ++i)
        if (kCheckNames[i] == text) wanted = kChecks[i];
    const auto& request = exchange->request();
    context.services.credentials.setSignatureCheck(
        callerOf(request), std::string(request.param("name")), wanted, noteOf(request),
        answering<ledger::Answer>(
            exchange, [&context, exchange](const ledger::Answer&) { answerList(context, exchange, true); }));
}

void deleteKey(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    revoke(context, exchange, true);
}

void getCertificates(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    answerList(context, exchange, false);
}

void postCertificate(const OperatorContext& context, const ExchangePtr& exchange, json::Value body)
{
    SchemaReader reader(body);
    const int given = static_cast<int>(reader.has("commonName")) + static_cast<int>(reader.has("dnsName")) +
                      static_cast<int>(reader.has("fingerprint")) +
                      static_cast<int>(reader.has("certificate"));
    CertificateWish wish;
    wish.commonName = reader.text("commonName", Presence::Optional, TextRule{1, 64, {}, false});
    wish.dnsName = reader.text("dnsName", Presence::Optional, TextRule{1, 253, {}, false});
    wish.fingerprint = reader.text("fingerprint", Presence::Optional, TextRule{64, 95, {}, false});
    wish.pem = reader.text("certificate", Presence::Optional, TextRule{1, kPemMax, {}, true});
    reader.finish();
    if (reader.failed()) return answerMalformed(exchange, reader.error());
    if (given != 1)
        return answerMalformed(
            exchange, "one of \"commonName\", \"dnsName\", \"fingerprint\", \"certificate\" is needed");
    const auto& request = exchange->request();
    context.services.credentials.bindCertificate(
        callerOf(request), std::string(request.param("name")), wish, noteOf(request),
        answering<domain::Credential>(exchange, [&context, exchange](const domain::Credential& made) {
            answerCredential(context, exchange, made);
        }));
}

void deleteCertificate(const OperatorContext& context, const ExchangePtr& exchange, json::Value)
{
    revoke(context, exchange, false);
}

} // namespace hub::admin::credential_api
