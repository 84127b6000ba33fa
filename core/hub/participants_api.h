#pragma once

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/contact.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"
#include "core/domain/participant.h"
#include "core/hub/result.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace hub::api {

/// One DFSP (or the hub itself) as a row of the list.
struct ParticipantRow
{
    domain::ParticipantId id;
    QString name;
    bool active = true;
    /// Takes no part in new payments for a while, though it is active.
    bool paused = false;
    bool isHub = false;
    domain::TradeDirection direction = domain::TradeDirection::Both;
    std::vector<domain::Currency> currencies;
    int accounts = 0;
    int activeAccounts = 0;
    int endpoints = 0;
    /// Worst use of a net debit cap over its accounts, basis points; nothing when no cap is set.
    std::optional<int> worstUsedBasisPoints;
    /// When a transfer last moved one of its positions.
    std::optional<base::Instant> lastTransferAt;
    base::Instant createdAt;
};

/// One ledger of a participant. `value` carries the wire's sign: POSITION > 0 owes, SETTLEMENT < 0 has funds
/// on deposit.
struct AccountRow
{
    domain::AccountId id;
    QString participant;
    domain::Currency currency;
    domain::AccountType type = domain::AccountType::Position;
    /// `POSITION`, `SETTLEMENT`, … or the name of a type created later.
    QString typeName;
    bool active = false;
    domain::Amount value;
    domain::Amount reserved;
    /// NET_DEBIT_CAP; POSITION accounts with a limit only.
    std::optional<domain::Amount> cap;
    std::optional<base::Instant> changedAt;
    /// The cap follows the liquidity by this share, 1/100 percent; 0: it is fixed.
    int capPercentHundredths = 0;
};

/// A person or desk of a participant. Personal data.
struct ContactRow
{
    domain::ContactId id; ///< 0: not kept yet
    QString name;
    QString role;
    QString email;
    QString phone;
    base::Instant changedAt{};
};

/// A callback address; `value` may hold {{placeholders}}.
struct EndpointRow
{
    QString type;
    QString value;
};

/// Participants, their accounts and callback addresses. All methods: GUI or any thread; answers come as
/// futures, to be taken with `.then(context, …)`. Actions are recorded in the audit with their note.
class ParticipantsApi
{
public:
    virtual ~ParticipantsApi() = default;
    /// All participants, the hub included, by name.
    virtual QFuture<Result<std::vector<ParticipantRow>>> list() = 0;
    virtual QFuture<Result<ParticipantRow>> one(QString name) = 0;
    /// Creates the participant with POSITION and SETTLEMENT accounts in one currency (admin-settlement 1.2).
    virtual QFuture<Result<ParticipantRow>> create(QString name, domain::Currency currency,
                                                   ActionNote note) = 0;
    /// Adds the two accounts of one more currency.
    virtual QFuture<Result<ParticipantRow>> addCurrency(QString name, domain::Currency currency,
                                                        ActionNote note) = 0;
    virtual QFuture<Result<ParticipantRow>> setActive(QString name, bool active, ActionNote note) = 0;
    /// A paused participant neither sends nor receives new payments; what is under way, funds and settlement
    /// go on. Not the hub itself.
    virtual QFuture<Result<ParticipantRow>> setPaused(QString name, bool paused, ActionNote note) = 0;
    /// Send-only, receive-only or both.
    virtual QFuture<Result<ParticipantRow>> setDirection(QString name, domain::TradeDirection direction,
                                                         ActionNote note) = 0;
    /// By id.
    virtual QFuture<Result<std::vector<ContactRow>>> contacts(QString name) = 0;
    /// Adds (id 0) or changes a contact; the contact as it is kept then.
    virtual QFuture<Result<ContactRow>> putContact(QString name, ContactRow contact, ActionNote note) = 0;
    virtual QFuture<Result<void>> removeContact(QString name, domain::ContactId id, ActionNote note) = 0;
    /// Those of one participant, or all accounts (the hub's too) when `name` is empty.
    virtual QFuture<Result<std::vector<AccountRow>>> accounts(QString name) = 0;
    /// Adds an account of the hub: `type` is HUB_RECONCILIATION or HUB_MULTILATERAL_SETTLEMENT.
    virtual QFuture<Result<void>> addHubAccount(domain::Currency currency, QString type, ActionNote note) = 0;
    virtual QFuture<Result<AccountRow>> setAccountActive(QString name, domain::AccountId account, bool active,
                                                         ActionNote note) = 0;
    /// Opens the accounts of a currency: cap and initial position (>= 0), once (admin-settlement 1.4).
    virtual QFuture<Result<void>> initialPositionAndLimits(QString name, domain::Currency currency,
                                                           domain::Amount cap, domain::Amount initialPosition,
                                                           ActionNote note) = 0;
    virtual QFuture<Result<std::vector<EndpointRow>>> endpoints(QString name) = 0;
    virtual QFuture<Result<void>> setEndpoint(QString name, EndpointRow endpoint, ActionNote note) = 0;
    virtual QFuture<Result<void>> deleteEndpoint(QString name, QString type, ActionNote note) = 0;
};

} // namespace hub::api
