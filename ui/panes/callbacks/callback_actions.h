#pragma once

#include "ui/panes/operator_actions.h"

namespace hub::panes {

/// What an operator does about the callbacks of a participant, each with its form and its confirmation. GUI
/// thread.
class CallbackActions final : public OperatorActions
{
    Q_OBJECT
public:
    using OperatorActions::OperatorActions;
    /// Another address for one kind of message.
    void edit(const api::DestinationRow& row, const api::CallbackEndpoint& endpoint);
    void takeAway(const api::DestinationRow& row, const api::CallbackEndpoint& endpoint);
    /// Many addresses below one base URL.
    void setFromBase(const api::DestinationRow& row);
    void setPaused(const api::DestinationRow& row, bool paused);
    /// The named dead letters, or all of the participant when there are none.
    void replay(const api::DestinationRow& row, const std::vector<qint64>& ids);
    /// Each origin that the participant's addresses name, once.
    void probe(const api::DestinationRow& row);

Q_SIGNALS:
    /// Something to know that changed nothing.
    void told(const QString& words);

private:
    void confirmSet(const QString& participant, const std::vector<api::EndpointRow>& endpoints,
                    const QString& question, const QStringList& facts, const QString& words);
};

} // namespace hub::panes
