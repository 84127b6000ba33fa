#include "core/hub/local/local_callbacks.h"

namespace hub::local {
namespace {

template <class T>
admin::Done<T> handing(const Pending<T>& pending)
{
    return pending.template done<T>([](T value) { return value; });
}

admin::Done<ledger::Answer> finishing(const Pending<void>& pending)
{
    return pending.done<ledger::Answer>([](const ledger::Answer&) { return api::Result<void>(); });
}

} // namespace

QFuture<api::Result<std::vector<api::DestinationRow>>> LocalCallbacks::overview()
{
    const Pending<std::vector<api::DestinationRow>> pending;
    m_desk.services.callbacks.overview(handing(pending));
    return pending.future();
}

QFuture<api::Result<api::Page<api::DeadLetterRow>>> LocalCallbacks::deadLetters(api::DeadLetterFilter filter,
                                                                                api::PageRequest page)
{
    const Pending<api::Page<api::DeadLetterRow>> pending;
    m_desk.services.callbacks.deadLetters(filter, page, handing(pending));
    return pending.future();
}

QFuture<api::Result<api::DeadLetterDetail>> LocalCallbacks::deadLetter(qint64 id)
{
    const Pending<api::DeadLetterDetail> pending;
    m_desk.services.callbacks.deadLetter(id, handing(pending));
    return pending.future();
}

QFuture<api::Result<api::ReplayReport>> LocalCallbacks::replay(api::ReplayOrder order, api::ActionNote note)
{
    const Pending<api::ReplayReport> pending;
    m_desk.services.callbacks.replay(m_desk.now(), std::move(order), noteOf(note), handing(pending));
    return pending.future();
}

QFuture<api::Result<void>> LocalCallbacks::setPaused(QString participant, bool paused, api::ActionNote note)
{
    const Pending<void> pending;
    m_desk.services.callbacks.setPaused(m_desk.now(), participant.toStdString(), paused, noteOf(note),
                                        finishing(pending));
    return pending.future();
}

QFuture<api::Result<void>> LocalCallbacks::setEndpoints(QString participant,
                                                        std::vector<api::EndpointRow> endpoints,
                                                        api::ActionNote note)
{
    const Pending<void> pending;
    m_desk.services.callbacks.setEndpoints(m_desk.now(), participant.toStdString(), endpoints, noteOf(note),
                                           finishing(pending));
    return pending.future();
}

QFuture<api::Result<std::vector<api::DeliveryFailure>>> LocalCallbacks::failures(QString participant)
{
    const Pending<std::vector<api::DeliveryFailure>> pending;
    m_desk.services.callbacks.failures(participant.toStdString(), handing(pending));
    return pending.future();
}

QFuture<api::Result<api::ProbeResult>> LocalCallbacks::probe(QString participant, QString type)
{
    const Pending<api::ProbeResult> pending;
    m_desk.services.callbacks.probe(participant.toStdString(), type.toStdString(), handing(pending));
    return pending.future();
}

} // namespace hub::local
