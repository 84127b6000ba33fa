#pragma once

#include "core/hub/local/local_apis.h"

namespace hub::local {

/// Deliveries over the operator's service.
class LocalCallbacks final : public api::CallbacksApi
{
public:
    explicit LocalCallbacks(const Desk& desk)
        : m_desk(desk)
    {}
    QFuture<api::Result<std::vector<api::DestinationRow>>> overview() override;
    QFuture<api::Result<api::Page<api::DeadLetterRow>>> deadLetters(api::DeadLetterFilter filter,
                                                                    api::PageRequest page) override;
    QFuture<api::Result<api::DeadLetterDetail>> deadLetter(qint64 id) override;
    QFuture<api::Result<api::ReplayReport>> replay(api::ReplayOrder order, api::ActionNote note) override;
    QFuture<api::Result<void>> setPaused(QString participant, bool paused, api::ActionNote note) override;
    QFuture<api::Result<void>> setEndpoints(QString participant, std::vector<api::EndpointRow> endpoints,
                                            api::ActionNote note) override;
    QFuture<api::Result<std::vector<api::DeliveryFailure>>> failures(QString participant) override;
    QFuture<api::Result<api::ProbeResult>> probe(QString participant, QString type) override;

private:
    const Desk& m_desk;
};

} // namespace hub::local
