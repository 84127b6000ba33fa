#pragma once

#include "core/hub/hub_api.h"
#include "core/hub/remote/operator_link.h"
#include "core/hub/wire/reader.h"

#include <QtCore/QPromise>
#include <QtCore/QUrl>

#include <memory>
#include <utility>

/// The hub APIs over HTTP: each method is a call and the reading of its answer. A header for this room only.
namespace hub::remote {

/// An answer's body as `T`; what cannot be read is an internal error.
template <class T>
api::Result<T> readAnswer(const Answer& answer)
{
    if (!answer) return base::Unexpected(answer.error());
    if constexpr (std::is_void_v<T>)
        return {};
    else {
        constexpr std::size_t kNodesMax = 2'000'000;
        json::Limits limits;
        limits.maxNodes = kNodesMax;
        limits.maxBytes = static_cast<std::size_t>(LinkOptions{}.answerBytesMax);
        const auto document =
            json::Document::parse({answer->constData(), static_cast<std::size_t>(answer->size())}, limits);
        wire::RowReader reader(wire::Strictness::Open);
        QString fault;
        if (document) {
            auto value = reader.read<T>(document->root());
            if (reader.fault().empty()) return value;
            fault = QString::fromStdString(reader.fault());
        } else
            fault = QString::fromStdString(document.error().detail);
        return base::Unexpected(api::Error{{},
                                           QStringLiteral("The hub's answer cannot be read: ") + fault,
                                           {},
                                           api::ErrorKind::Internal,
                                           {},
                                           {}});
    }
}

/// A future and its end, for chains of calls.
template <class T>
class Pending
{
public:
    Pending()
        : m_promise(std::make_shared<QPromise<api::Result<T>>>())
    {
        m_promise->start();
    }
    QFuture<api::Result<T>> future() const { return m_promise->future(); }
    void finish(api::Result<T> result) const
    {
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<api::Result<T>>> m_promise;
};

/// The calls that the APIs are made of.
class Caller
{
public:
    explicit Caller(OperatorLink& link)
        : m_link(link)
    {}
    template <class T>
    QFuture<api::Result<T>> send(Call call) const
    {
        const Pending<T> pending;
        m_link.call(std::move(call),
                    [pending](const Answer& answer) { pending.finish(readAnswer<T>(answer)); });
        return pending.future();
    }
    template <class T>
    QFuture<api::Result<T>> get(const QString& path) const
    {
        return send<T>(Call{"GET", path, {}, {}});
    }
    template <class T>
    QFuture<api::Result<T>> act(const char* method, const QString& path, const api::ActionNote& note,
                                std::string body = {}) const
    {
        return send<T>(Call{method, path, QByteArray::fromStdString(body), note});
    }
    /// A question with a body.
    template <class T, class Body>
    QFuture<api::Result<T>> ask(const QString& path, const Body& body) const
    {
        return send<T>(Call{"POST", path, QByteArray::fromStdString(wire::toJson(body)), {}});
    }
    /// An action whose answer says nothing that is needed, then the row as it is after it.
    template <class T>
    QFuture<api::Result<T>> actThenGet(Call action, const QString& path) const
    {
        const Pending<T> pending;
        m_link.call(std::move(action), [&link = m_link, path, pending](const Answer& done) {
            if (!done) return pending.finish(base::Unexpected(done.error()));
            link.call(Call{"GET", path, {}, {}},
                      [pending](const Answer& answer) { pending.finish(readAnswer<T>(answer)); });
        });
        return pending.future();
    }
    OperatorLink& link() const { return m_link; }

private:
    OperatorLink& m_link;
};

/// One part of a path.
inline QString segment(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

class RemoteParticipants final : public api::ParticipantsApi
{
public:
    explicit RemoteParticipants(const Caller& hub)
        : m_hub(hub)
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
    const Caller& m_hub;
};

class RemoteLimits final : public api::LimitsApi
{
public:
    explicit RemoteLimits(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<std::vector<api::LimitRow>>> list(QString participant) override;
    QFuture<api::Result<api::LimitRow>> change(api::LimitRow limit, api::ActionNote note) override;

private:
    const Caller& m_hub;
};

class RemoteFunds final : public api::FundsApi
{
public:
    explicit RemoteFunds(const Caller& hub)
        : m_hub(hub)
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
    const Caller& m_hub;
};

class RemotePositions final : public api::PositionsApi
{
public:
    explicit RemotePositions(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<std::vector<api::PositionRow>>> snapshot() override;
    QFuture<api::Result<api::PositionHistory>> history(domain::AccountId account, base::Instant from,
                                                       base::Instant to, int points) override;
    QFuture<api::Result<std::vector<api::AccountMoveRow>>> moves(domain::AccountId account,
                                                                 int limit) override;

private:
    const Caller& m_hub;
};

class RemoteTransfers final : public api::TransfersApi
{
public:
    explicit RemoteTransfers(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<api::Page<api::TransferRow>>> search(api::TransferFilter filter,
                                                             api::PageRequest page) override;
    QFuture<api::Result<api::TransferDetail>> one(domain::TransferId id) override;
    QFuture<api::Result<std::vector<api::TransferRow>>> stuck(qint64 olderThanMs) override;
    QFuture<api::Result<api::Page<api::BulkRow>>> bulks(QString fsp, api::PageRequest page) override;
    QFuture<api::Result<api::BulkDetail>> bulk(domain::BulkTransferId id) override;

private:
    const Caller& m_hub;
};

class RemoteTraces final : public api::TracesApi
{
public:
    explicit RemoteTraces(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<api::Trace>> byTransfer(domain::TransferId id) override;
    QFuture<api::Result<api::Trace>> byTrace(QString traceId) override;

private:
    const Caller& m_hub;
};

class RemoteHealth final : public api::HealthApi
{
public:
    explicit RemoteHealth(const Caller& hub)
        : m_hub(hub)
    {}
    QFuture<api::Result<api::HealthSnapshot>> snapshot() override;
    QFuture<api::Result<std::vector<api::SelfCheckRow>>> runSelfChecks() override;

private:
    const Caller& m_hub;
};

class RemoteOracles final : public api::OraclesApi
{
public:
    explicit RemoteOracles(const Caller& hub)
        : m_hub(hub)
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
    const Caller& m_hub;
};

} // namespace hub::remote
