#include "app/sim/message_templates.h"

#include "app/sim/ilp.h"
#include "app/sim/transfer_ids.h"
#include "core/base/check.h"

#include <algorithm>
#include <charconv>

namespace hub::sim {
namespace {

// Placeholders of the exact width of what takes their place.
constexpr std::string_view kId = "00000000-0000-4000-8000-00000000f1d0";
constexpr std::string_view kDate = "Thu, 01 Jan 1970 00:00:00 GMT";
constexpr std::string_view kTime = "1970-01-01T00:00:00.000Z";
constexpr std::string_view kTraceparent = "00-00000000000000000000000000000001-0000000000000001-01";

RequestTemplate templateOf(std::string bytes)
{
    RequestTemplate made;
    made.bytes = std::move(bytes);
    made.bodyAt = made.bytes.find("\r\n\r\n") + 4;
    made.idAt = made.bytes.find(kId);
    made.dateAt = made.bytes.find(kDate);
    made.traceAt = made.bytes.find(kTraceparent) + 3;
    made.timeAt = made.bytes.find(kTime);
    for (const std::size_t at : {made.bodyAt, made.idAt, made.dateAt, made.traceAt, made.timeAt})
        HUB_CHECK(at < made.bytes.size());
    return made;
}

std::string randomUuid(std::uint64_t seed)
{
    std::string id(TransferIds::kTextSize, '\0');
    TransferIds(seed).write({0, seed & 0xFFFFFFFFU}, id.data());
    return id;
}

// The Transaction object that a payee's quote puts into the packet (fspiop 5.3).
std::string transactionOf(const PaymentPool& pool, const std::string& payer, const std::string& payee,
                          const std::string& amount, std::uint64_t seed)
{
    const std::string number = std::to_string(10'000'000 + seed % 89'999'999);
    const auto party = [](const std::string& fsp, const std::string& msisdn) {
        return R"({"partyIdInfo":{"partyIdType":"MSISDN","partyIdentifier":")" + msisdn + R"(","fspId":")" +
               fsp + R"("},"name":"Customer )" + msisdn.substr(msisdn.size() - 4) + R"("})";
    };
    return R"({"transactionId":")" + randomUuid(seed + 1) + R"(","quoteId":")" + randomUuid(seed + 2) +
           R"(","payee":)" + party(payee, "256" + number) + R"(,"payer":)" + party(payer, "255" + number) +
           R"(,"amount":{"currency":")" + pool.currency + R"(","amount":")" + amount +
           R"("},"transactionType":{"scenario":"TRANSFER","initiator":"PAYER","initiatorType":"CONSUMER"},)"
           R"("note":"Payment of invoice )" +
           number + R"("})";
}

PaymentTemplate paymentOf(const Address& hub, const PaymentPool& pool, std::size_t index)
{
    PaymentTemplate payment;
    payment.payer = static_cast<std::uint16_t>(index % pool.dfsps.size());
    payment.payee = static_cast<std::uint16_t>((index + 1) % pool.dfsps.size());
    const std::string& payer = pool.dfsps[payment.payer];
    const std::string& payee = pool.dfsps[payment.payee];
    const std::uint64_t seed = mix64(pool.seed + index);
    payment.amount = amountBetween(pool.least, pool.most, pool.decimals, seed);
    payment.amountText = payment.amount.toString();

    IlpPayment ilp;
    ilp.minorUnits = minorUnitsOf(payment.amount, pool.decimals);
    ilp.account = "g." + payee + ".msisdn.256" + std::to_string(10'000'000 + seed % 89'999'999);
    ilp.transaction = transactionOf(pool, payer, payee, payment.amountText, seed);
    const std::string packet = ilpPacket(ilp);
    const std::string fulfilment = fulfilmentOf("secret of " + payee, packet);

    FspiopHead head{"POST", "/transfers", "transfers", payer, payee, kDate, kTraceparent};
    const std::string prepare =
        R"({"transferId":")" + std::string(kId) + R"(","payerFsp":")" + payer + R"(","payeeFsp":")" + payee +
        R"(","amount":{"currency":")" + pool.currency + R"(","amount":")" + payment.amountText +
        R"("},"expiration":")" + std::string(kTime) + R"(","ilpPacket":")" + packet + R"(","condition":")" +
        conditionOf(fulfilment) + R"(","extensionList":{"extension":[{"key":"invoice","value":"2026-)" +
        std::to_string(100'000 + seed % 900'000) +
        R"("},{"key":"purpose","value":"school fees, second term"}]}})";
    payment.prepare = templateOf(fspiopRequest(hub, head, prepare));

    const std::string path = "/transfers/" + std::string(kId);
    head = FspiopHead{"PUT", path, "transfers", payee, payer, kDate, kTraceparent};
    const std::string fulfil = R"({"fulfilment":")" + fulfilment + R"(","completedTimestamp":")" +
                               std::string(kTime) + R"(","transferState":"COMMITTED"})";
    payment.fulfil = templateOf(fspiopRequest(hub, head, fulfil));
    return payment;
}

} // namespace

std::string fspiopRequest(const Address& hub, const FspiopHead& head, std::string_view body)
{
    const std::string media =
        "application/vnd.interoperability." + std::string(head.resource) + "+json;version=1.1\r\n";
    std::string out(head.method);
    const auto add = [&out](std::string_view name, std::string_view value) {
        out += name;
        out += value;
        out += "\r\n";
    };
    out += ' ';
    out += hub.base;
    add(head.path, " HTTP/1.1");
    add("Host: ", hub.host);
    if (head.method != "PUT" && head.method != "PATCH") out += "Accept: " + media;
    out += "Content-Type: " + media;
    add("Date: ", head.date);
    add("FSPIOP-Source: ", head.source);
    if (!head.destination.empty()) add("FSPIOP-Destination: ", head.destination);
    add("traceparent: ", head.traceparent);
    add("Content-Length: ", std::to_string(body.size()));
    out += "\r\n";
    out += body;
    return out;
}

std::vector<PaymentTemplate> makePayments(const Address& hub, const PaymentPool& pool, std::size_t count)
{
    HUB_CHECK(pool.dfsps.size() >= 2);
    const std::size_t ring = pool.dfsps.size();
    std::vector<PaymentTemplate> payments;
    for (std::size_t i = 0; i < (count + ring - 1) / ring * ring; ++i)
        payments.push_back(paymentOf(hub, pool, i));
    return payments;
}

std::uint64_t minorUnitsOf(domain::Amount amount, int decimals)
{
    std::string digits = amount.toFixed(decimals);
    std::erase(digits, '.');
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

domain::Amount amountBetween(domain::Amount least, domain::Amount most, int decimals, std::uint64_t random)
{
    std::int64_t step = 1;
    for (int i = decimals; i < 4; ++i)
        step *= 10;
    const std::int64_t low = (least.toColumn() + step - 1) / step;
    const std::int64_t high = std::max(low, most.toColumn() / step);
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return domain::Amount::fromUnits((low + static_cast<std::int64_t>(random % span)) * step);
}

} // namespace hub::sim
