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
    void addCurrency(const api::ParticipantRow& row);
    void openAccounts(const QString& participant, domain::Currency currency);
    void setEndpoint(const QString& participant, const api::EndpointRow& endpoint);
    void deleteEndpoint(const QString& participant, const QString& type);
};

} // namespace hub::panes
