#include "tests/unit/admin/hub_in_memory.h"

#include "core/base/check.h"
#include "core/http/digest.h"
#include "core/settlement/handlers.h"

#include <algorithm>
#include <array>

namespace hub::test {
namespace {

admin::HealthSources sources(const base::Clock& clock)
{
    admin::HealthSources out;
    out.version = "0.1.0";
    out.schemeName = "Test scheme";
    out.storeName = "memory";
    out.startedAt = clock.now();
    out.ledgerQueueMax = 8192;
    return out;
}

base::Digest digestOf(std::string_view label)
{
    return http::sha256(label);
}

} // namespace

domain::TransferId transferIdOf(std::string_view label)
{
    std::array<std::uint8_t, 16> bytes{};
    const auto digest = digestOf(label);
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    return domain::TransferId(domain::CorrelationId::fromDigest(bytes));
}

domain::Currency currencyOf(std::string_view code)
{
    const auto currency = domain::Currency::parse(code);
    HUB_CHECK(currency.has_value());
    return *currency;
}

domain::Amount amountOf(std::string_view text)
{
    const auto amount = domain::Amount::parseDecimal(text);
    HUB_CHECK(amount.has_value());
    return *amount;
}

namespace {

ledger::Rules rulesWithSettlement()
{
    ledger::Rules rules;
    rules.settlement = &settlement::handlers();
    return rules;
}

} // namespace

HubInMemory::HubInMemory(ledger::EngineOptions options)
    : engine(options, rulesWithSettlement(), clock, notices, nullptr)
    , board(clock)
    , services(engine, readers, board, clock, sources(clock))
{
    engine.addObserver(board);
    const auto ready = std::make_shared<std::promise<void>>();
    auto isReady = ready->get_future();
    m_writer = std::thread([this, ready] {
        store::MemoryJournal journal(store);
        const auto ended = engine.run(journal, [&ready] { ready->set_value(); });
        HUB_CHECK(ended.has_value());
    });
    isReady.wait();
    services.finalise.start();
}

HubInMemory::~HubInMemory()
{
    services.finalise.stop();
    engine.stop();
    m_writer.join();
    board.stop();
}

admin::Result<ledger::Answer> HubInMemory::run(ledger::Command command)
{
    return await<ledger::Answer>([&](admin::Done<ledger::Answer> done) {
        services.post.post(admin::Caller{}, std::move(command), std::move(done));
    });
}

domain::AccountId HubInMemory::account(std::string_view name, domain::AccountType type,
                                       std::string_view currency)
{
    const auto found = services.participants.one(name);
    HUB_CHECK(found.has_value());
    const auto* account = (*found)->account(type, currencyOf(currency));
    HUB_CHECK(account != nullptr);
    return account->id;
}

void HubInMemory::openCurrency(std::string_view currency)
{
    for (const auto* type : {"HUB_RECONCILIATION", "HUB_MULTILATERAL_SETTLEMENT"})
        HUB_CHECK(
            run(ledger::CreateHubAccount{domain::FspId("Hub"), currencyOf(currency), type, {}}).has_value());
    ledger::CreateSettlementModel model;
    model.model.name = "DEFERREDNET" + std::string(currency);
    model.model.currency = currencyOf(currency);
    model.model.autoPositionReset = true;
    model.ledgerAccountType = "POSITION";
    model.settlementAccountType = "SETTLEMENT";
    HUB_CHECK(run(model).has_value());
}

void HubInMemory::addDfsp(std::string_view name, std::string_view currency, std::string_view cap,
                          std::string_view deposit)
{
    const domain::FspId fsp{std::string(name)};
    HUB_CHECK(run(ledger::CreateParticipant{fsp, currencyOf(currency), false, {}}).has_value());
    HUB_CHECK(run(ledger::SetInitialPositionAndLimits{
                      fsp, currencyOf(currency), "NET_DEBIT_CAP", amountOf(cap), domain::Amount(), {}})
                  .has_value());
    ledger::RecordFunds funds{transferIdOf("deposit " + std::string(name) + std::string(currency)),
                              fsp,
                              account(name, domain::AccountType::Settlement, currency),
                              ledger::RecordFunds::Action::In,
                              amountOf(deposit),
                              currencyOf(currency),
                              "bank 1",
                              {},
                              digestOf(name),
                              {}};
    HUB_CHECK(run(std::move(funds)).has_value());
}

domain::TransferId HubInMemory::pay(std::string_view label, std::string_view payer, std::string_view payee,
                                    std::string_view amount, std::string_view currency)
{
    const auto id = transferIdOf(label);
    const auto digest = digestOf("preimage");
    const std::string preimage(base::asText(digest));
    ledger::Prepare prepare{id,
                            domain::FspId(std::string(payer)),
                            domain::FspId(std::string(payer)),
                            domain::FspId(std::string(payee)),
                            currencyOf(currency),
                            amountOf(amount),
                            clock.now().plusMs(60'000),
                            digestOf(label),
                            http::sha256(preimage),
                            ledger::Relay{base::shareBytes({}), base::shareBytes("{\"transferId\":\"x\"}")}};
    HUB_CHECK(run(std::move(prepare)).has_value());
    ledger::Fulfil fulfil;
    fulfil.id = id;
    fulfil.source = domain::FspId(std::string(payee));
    fulfil.fulfilment = base::toBase64Url(preimage);
    fulfil.fulfilmentHash = http::sha256(preimage);
    fulfil.completedAt = clock.now();
    fulfil.hash = digestOf("fulfil " + std::string(label));
    fulfil.relay = ledger::Relay{base::shareBytes({}), base::shareBytes("{}")};
    const auto answer = run(std::move(fulfil));
    HUB_CHECK(answer.has_value() && answer->state == domain::TransferState::Committed);
    return id;
}

} // namespace hub::test
