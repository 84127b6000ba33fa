#include "core/settlement/settlement_transfers.h"

#include "core/base/check.h"
#include "core/settlement/netting.h"

namespace hub::settlement {

using domain::TransferEvent;
using domain::TransferState;
using ledger::SettlementAccount;

SettlementTransfers::SettlementTransfers(ledger::Draft& draft, const std::array<std::uint8_t, 16>& seed)
    : m_draft(draft)
    , m_seed(seed)
    , m_nextSeq(draft.state().nextTransferSeq)
{}

domain::TransferId SettlementTransfers::newId()
{
    // A DFSP may have used the id by chance or on purpose: the next one then.
    constexpr int kTriesMax = 1000;
    for (int i = 0; i < kTriesMax; ++i) {
        auto bytes = m_seed;
        std::uint32_t number = m_made++;
        for (std::size_t at = bytes.size(); at-- > 12; number >>= 8U)
            bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (number & 255U));
        const auto id = domain::CorrelationId::fromDigest(bytes);
        if (m_draft.state().transfers.find(id) == nullptr) return domain::TransferId(id);
    }
    HUB_CHECK(false);
}

domain::AccountId SettlementTransfers::hubAccount(domain::AccountId account) const
{
    const auto* owned = accountOf(m_draft.registry(), account);
    const auto* hub =
        m_draft.registry().hub().account(domain::AccountType::HubMultilateralSettlement, owned->currency);
    HUB_CHECK(hub != nullptr); // Without it the settlement was not created.
    return hub->id;
}

void SettlementTransfers::record(SettlementAccount& account)
{
    const auto& registry = m_draft.registry();
    const auto* owned = accountOf(registry, account.account);
    const auto& name = registry.ownerOf(account.account)->participant.name;
    const auto& hubName = registry.hub().participant.name;
    const auto hub = hubAccount(account.account);
    // The payer's side is the debit leg: the account of a recipient, the hub's against a sender.
    const bool isRecipient = account.net.isNegative();
    account.transfer = newId();
    account.transferSeq = m_nextSeq++;
    m_draft.change(ledger::TransferReceived{account.transferSeq,
                                            account.transfer,
                                            ledger::TransferKind::Settlement,
                                            isRecipient ? name : hubName,
                                            isRecipient ? hubName : name,
                                            {},
                                            isRecipient ? account.account : hub,
                                            isRecipient ? hub : account.account,
                                            owned->currency,
                                            account.net.absolute(),
                                            m_draft.now(),
                                            m_draft.now().plusMs(m_draft.rules().fundsValidityMs),
                                            {},
                                            std::nullopt,
                                            {},
                                            account.externalReference,
                                            m_draft.trace().trace});
}

void SettlementTransfers::moved(const SettlementAccount& account, TransferState state,
                                const std::optional<domain::FspiopError>& error)
{
    ledger::TransferMoved row;
    row.seq = account.transferSeq;
    row.id = account.transfer;
    row.state = state;
    row.at = m_draft.now();
    row.error = error;
    if (state == TransferState::Committed) row.completedAt = m_draft.now();
    m_draft.change(std::move(row));
}

void SettlementTransfers::reserve(const SettlementAccount& account)
{
    const auto state = ledger::stepped(TransferState::ReceivedPrepare, TransferEvent::PositionReserved);
    moved(account, state);
    if (!account.net.isNegative()) return;
    m_draft.move(account.account, account.net.negated(), account.transferSeq, state);
    m_draft.move(hubAccount(account.account), account.net, account.transferSeq, state);
}

void SettlementTransfers::commit(const SettlementAccount& account)
{
    const auto state =
        ledger::stepped(ledger::stepped(TransferState::Reserved, TransferEvent::FulfilAccepted),
                        TransferEvent::PayeeCredited);
    moved(account, state);
    if (account.net.isNegative() || account.net.isZero()) return;
    m_draft.move(account.account, account.net.negated(), account.transferSeq, state);
    m_draft.move(hubAccount(account.account), account.net, account.transferSeq, state);
}

void SettlementTransfers::abort(const SettlementAccount& account, const domain::FspiopError& error)
{
    const auto& open = m_draft.state().open.at(account.transferSeq);
    if (open.state == TransferState::ReceivedPrepare) {
        moved(account, ledger::stepped(open.state, TransferEvent::PositionRefused), error);
        return;
    }
    const auto state = ledger::stepped(ledger::stepped(open.state, TransferEvent::RejectRequested),
                                       TransferEvent::RejectReleased);
    moved(account, state, error);
    if (!account.net.isNegative()) return;
    m_draft.move(account.account, account.net, account.transferSeq, state);
    m_draft.move(hubAccount(account.account), account.net.negated(), account.transferSeq, state);
}

} // namespace hub::settlement
