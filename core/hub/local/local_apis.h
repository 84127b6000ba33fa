#pragma once

#include "core/hub/local/rows.h"

#include <QtCore/QPromise>

#include <memory>
#include <utility>

/// The hub APIs over the services: each method is the call of a service and the translation of its result. A
/// header for this room only.
namespace hub::local {

/// What every part of the door needs.
struct Desk
{
    admin::AdminServices& services;
    admin::Caller caller;

    /// The caller with a trace of its own for one action.
    admin::Caller now() const
    {
        auto out = caller;
        out.trace = events::TraceContext::start();
        return out;
    }
};

/// A future and the end of it that a service completes.
template <class Out>
class Pending
{
public:
    Pending()
        : m_promise(std::make_shared<QPromise<api::Result<Out>>>())
    {
        m_promise->start();
    }
    QFuture<api::Result<Out>> future() const { return m_promise->future(); }
    void finish(api::Result<Out> result) const
    {
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }
    /// What to hand to a service: `convert` makes the row of its value.
    template <class In, class Convert>
    admin::Done<In> done(Convert convert) const
    {
        return [pending = *this, convert = std::move(convert)](admin::Result<In> result) {
            if (result)
                pending.finish(convert(*std::move(result)));
            else
                pending.finish(base::Unexpected(errorOf(result.error())));
        };
    }

private:
    std::shared_ptr<QPromise<api::Result<Out>>> m_promise;
};

class LocalParticipants final : public api::ParticipantsApi
{
public:
    explicit LocalParticipants(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<std::vector<api::ParticipantRow>>> list() override;
    QFuture<api::Result<api::ParticipantRow>> one(QString name) override;
    QFuture<api::Result<api::ParticipantRow>> create(QString name, domain::Currency currency,
                                                     api::ActionNote note) override;
    QFuture<api::Result<api::ParticipantRow>> addCurrency(QString name, domain::Currency currency,
                                                          api::ActionNote note) override;
    QFuture<api::Result<api::ParticipantRow>> setActive(QString name, bool active,
                                                        api::ActionNote note) override;
    QFuture<api::Result<api::ParticipantRow>> setPaused(QString name, bool paused,
                                                        api::ActionNote note) override;
    QFuture<api::Result<api::ParticipantRow>> setDirection(QString name, domain::TradeDirection direction,
                                                           api::ActionNote note) override;
    QFuture<api::Result<std::vector<api::ContactRow>>> contacts(QString name) override;
    QFuture<api::Result<api::ContactRow>> putContact(QString name, api::ContactRow contact,
                                                     api::ActionNote note) override;
    QFuture<api::Result<void>> removeContact(QString name, domain::ContactId id,
                                             api::ActionNote note) override;
    QFuture<api::Result<std::vector<api::AccountRow>>> accounts(QString name) override;
    QFuture<api::Result<void>> addHubAccount(domain::Currency currency, QString type,
                                             api::ActionNote note) override;
    QFuture<api::Result<api::AccountRow>> setAccountActive(QString name, domain::AccountId account,
                                                           bool active, api::ActionNote note) override;
    QFuture<api::Result<void>> initialPositionAndLimits(QString name, domain::Currency currency,
                                                        domain::Amount cap, domain::Amount initialPosition,
                                                        api::ActionNote note) override;
    QFuture<api::Result<std::vector<api::EndpointRow>>> endpoints(QString name) override;
    QFuture<api::Result<void>> setEndpoint(QString name, api::EndpointRow endpoint,
                                           api::ActionNote note) override;
    QFuture<api::Result<void>> deleteEndpoint(QString name, QString type, api::ActionNote note) override;

private:
    const Desk& m_desk;
};

class LocalLimits final : public api::LimitsApi
{
public:
    explicit LocalLimits(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<std::vector<api::LimitRow>>> list(QString participant) override;
    QFuture<api::Result<api::LimitRow>> change(api::LimitRow limit, api::ActionNote note) override;

private:
    const Desk& m_desk;
};

class LocalFunds final : public api::FundsApi
{
public:
    explicit LocalFunds(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::FundsReceipt>> recordFundsIn(api::FundsMovement movement,
                                                          api::ActionNote note) override;
    QFuture<api::Result<api::FundsReceipt>> fundsOutReserve(api::FundsMovement movement,
                                                            api::ActionNote note) override;
    QFuture<api::Result<api::FundsReceipt>> fundsOutCommit(api::FundsOutStep step,
                                                           api::ActionNote note) override;
    QFuture<api::Result<api::FundsReceipt>> fundsOutAbort(api::FundsOutStep step,
                                                          api::ActionNote note) override;
    QFuture<api::Result<api::Page<api::MovementRow>>> movements(api::MovementFilter filter,
                                                                api::PageRequest page) override;

private:
    QFuture<api::Result<api::FundsReceipt>> record(const api::FundsMovement& movement,
                                                   ledger::RecordFunds::Action action,
                                                   const api::ActionNote& note);
    QFuture<api::Result<api::FundsReceipt>> finish(const api::FundsOutStep& step, bool commit,
                                                   const api::ActionNote& note);
    const Desk& m_desk;
};

class LocalPositions final : public api::PositionsApi
{
public:
    explicit LocalPositions(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<std::vector<api::PositionRow>>> snapshot() override;
    QFuture<api::Result<api::PositionHistory>> history(domain::AccountId account, base::Instant from,
                                                       base::Instant to, int points) override;
    QFuture<api::Result<std::vector<api::AccountMoveRow>>> moves(domain::AccountId account,
                                                                 int limit) override;

private:
    const Desk& m_desk;
};

class LocalTransfers final : public api::TransfersApi
{
public:
    explicit LocalTransfers(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::Page<api::TransferRow>>> search(api::TransferFilter filter,
                                                             api::PageRequest page) override;
    QFuture<api::Result<api::TransferDetail>> one(domain::TransferId id) override;
    QFuture<api::Result<std::vector<api::TransferRow>>> stuck(qint64 olderThanMs) override;
    QFuture<api::Result<api::Page<api::BulkRow>>> bulks(QString fsp, api::PageRequest page) override;
    QFuture<api::Result<api::BulkDetail>> bulk(domain::BulkTransferId id) override;

private:
    const Desk& m_desk;
};

class LocalTraces final : public api::TracesApi
{
public:
    explicit LocalTraces(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::Trace>> byTransfer(domain::TransferId id) override;
    QFuture<api::Result<api::Trace>> byTrace(QString traceId) override;

private:
    const Desk& m_desk;
};

class LocalHealth final : public api::HealthApi
{
public:
    explicit LocalHealth(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<api::HealthSnapshot>> snapshot() override;
    QFuture<api::Result<std::vector<api::SelfCheckRow>>> runSelfChecks() override;

private:
    const Desk& m_desk;
};

class LocalOracles final : public api::OraclesApi
{
public:
    explicit LocalOracles(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<std::vector<api::OracleRow>>> list() override;
    QFuture<api::Result<api::OracleRow>> create(api::OracleDraft draft, api::ActionNote note) override;
    QFuture<api::Result<api::OracleRow>> update(domain::OracleId id, api::OracleDraft draft,
                                                api::ActionNote note) override;
    QFuture<api::Result<void>> remove(domain::OracleId id, api::ActionNote note) override;
    QFuture<api::Result<std::vector<api::OracleFigures>>> figures() override;
    QFuture<api::Result<api::LookupAnswer>> testLookup(api::LookupQuery query) override;
    QFuture<api::Result<api::Page<api::DirectoryRow>>> directory(api::DirectoryFilter filter,
                                                                 api::PageRequest page) override;
    QFuture<api::Result<api::ImportReport>> importDirectory(api::DirectoryImport wanted,
                                                            api::ActionNote note) override;
    QFuture<api::Result<QByteArray>> exportDirectory(api::DirectoryFilter filter) override;
    QFuture<api::Result<void>> removeDirectoryEntry(api::DirectoryRow row, api::ActionNote note) override;

private:
    const Desk& m_desk;
};

} // namespace hub::local
