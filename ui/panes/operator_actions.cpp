#include "ui/panes/operator_actions.h"

#include <QtCore/QUuid>

namespace hub::panes {

OperatorActions::OperatorActions(const api::HubApi& hub, QWidget* window)
    : QObject(window)
    , m_hub(hub)
    , m_window(window)
{}

void OperatorActions::confirm(const kit::Confirmation& confirmation,
                              std::function<void(const api::ActionNote&)> act)
{
    auto* dialog = new kit::ConfirmWithReason(confirmation, m_window);
    connect(dialog, &kit::ConfirmWithReason::confirmed, this,
            [act](const QString& reason, const QString& ticket) {
                act({reason, ticket});
            });
    dialog->open();
}

domain::TransferId OperatorActions::newTransferId()
{
    const auto text = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    return domain::TransferId(*domain::CorrelationId::parse(text));
}

} // namespace hub::panes
