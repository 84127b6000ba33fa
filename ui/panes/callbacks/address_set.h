#pragma once

#include "core/hub/participants_api.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QWidget>

#include <vector>

namespace hub::panes {

/// A base URL and a tick list: every ticked kind of message gets its address below the base. The list shows
/// what each address will be; space ticks. GUI thread.
class AddressSet final : public QWidget
{
    Q_OBJECT
public:
    explicit AddressSet(QWidget* parent);
    QLineEdit& base() { return *m_base; }
    /// Marks the kinds that have an address of their own now: their line says what is replaced.
    void setPresent(const std::vector<api::EndpointRow>& present);
    /// What is to be set, the ticked ones; empty without a base.
    std::vector<api::EndpointRow> addresses() const;
    /// Why it cannot be used; empty when it can. An empty base is fine when `isOptional`.
    QString fault(bool isOptional) const;

Q_SIGNALS:
    void changed();

private:
    void tickAll(bool isTicked);
    void showAddresses();
    QString addressOf(const QTreeWidgetItem& item) const;

    QLineEdit* m_base;
    QTreeWidget* m_list;
    QLabel* m_count;
};

} // namespace hub::panes
