#pragma once

#include "ui/panes/operator_actions.h"

namespace hub::panes {

/// The forms and confirmations of what an operator does to one participant. GUI thread.
class ParticipantActions final : public OperatorActions
{
    Q_OBJECT
public:
    using OperatorActions::OperatorActions;
    void setActive(const api::ParticipantRow& row, bool active);
    void setPaused(const api::ParticipantRow& row, bool paused);
    /// Send-only, receive-only or both.
    void restrict(const api::ParticipantRow& row);
    /// A new contact when its id is 0.
    void putContact(const QString& participant, const api::ContactRow& contact);
    void removeContact(const QString& participant, const api::ContactRow& contact);
    void addCurrency(const api::ParticipantRow& row);
    void openAccounts(const QString& participant, domain::Currency currency);
    void setEndpoint(const QString& participant, const api::EndpointRow& endpoint);
    void deleteEndpoint(const QString& participant, const QString& type);
};

} // namespace hub::panes
