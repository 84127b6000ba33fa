#pragma once

#include "core/hub/hub_api.h"
#include "ui/panes/pane.h"
#include "ui/panes/participants/action_dialog.h"

#include <QtWidgets/QWidget>

#include <functional>

namespace hub::panes {

/// The forms and confirmations of what an operator does to one participant. Every action ends in done() or
/// failed(); the pane shows them. GUI thread.
class ParticipantActions final : public QObject
{
    Q_OBJECT
public:
    ParticipantActions(const api::HubApi& hub, QWidget* window);
    void setActive(const api::ParticipantRow& row, bool active);
    void addCurrency(const api::ParticipantRow& row);
    void setAccountActive(const api::AccountRow& row, bool active);
    void fundsIn(const api::AccountRow& settlement);
    void changeLimit(const api::LimitRow& limit, domain::Amount position);
    void openAccounts(const QString& participant, domain::Currency currency);
    void setEndpoint(const QString& participant, const api::EndpointRow& endpoint);
    void deleteEndpoint(const QString& participant, const QString& type);

Q_SIGNALS:
    void done(const QString& words);
    void failed(const hub::api::Error& error, const QString& unchanged);

private:
    void confirm(const kit::Confirmation& confirmation, std::function<void(const api::ActionNote&)> act);
    template <class T>
    void follow(QFuture<api::Result<T>> future, const QString& words, const QString& unchanged);

    api::HubApi m_hub;
    QWidget* m_window;
};

} // namespace hub::panes
