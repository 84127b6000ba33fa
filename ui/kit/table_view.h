#pragma once

#include "ui/kit/cell_delegate.h"

#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtWidgets/QTableView>

namespace hub::kit {

enum class Density { Comfortable, Compact };

/// The desk's grid: 28 px rows (compact 24), column chooser in the header's menu, order, widths, sort and
/// hidden columns kept per user, Enter opens a row, J and K walk, Ctrl+C copies the rows in visible order,
/// Ctrl+Shift+C the id.
class TableView final : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;
    CellDelegate& cells() { return *m_delegate; }
    void setDensity(Density density);
    Density density() const { return m_density; }

    /// Keeps the columns' look under `name` in `settings` (may be null: nothing is kept). Call after
    /// setModel().
    void persistAs(QSettings* settings, const QString& name);
    void saveLayout() const;
    /// The column that takes the room that is left; without one it is the last.
    void setStretchColumn(int column);
    /// Widths as the models suggest (header's SizeHintRole).
    void resetLayout();

    /// Key of the current row, empty without one.
    QString currentKey() const;
    /// Makes the row with this key current, when it is there.
    void selectKey(const QString& key);
    /// Tab-separated rows of the selection with a header line, columns in visible order.
    QString selectionAsText() const;

Q_SIGNALS:
    /// Enter, or a double click.
    void opened(const QString& key);
    void currentKeyChanged(const QString& key);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles) override;

private:
    void showColumnMenu(const QPoint& at);
    void openCurrent();
    void copyRows() const;
    void copyKey() const;
    void step(int rows);
    void widenFigures();

    CellDelegate* m_delegate;
    int m_stretchColumn = -1;
    QTimer m_fade;
    QTimer m_widen;
    qint64 m_fadeUntil = 0;
    Density m_density = Density::Comfortable;
    QSettings* m_settings = nullptr;
    QString m_name;
};

} // namespace hub::kit
