#pragma once

#include "ui/kit/cell_delegate.h"
#include "ui/kit/cell_values.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>
#include <QtCore/QSize>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace hub::models {

/// A column of a grid: what the filter calls it, what the header says, how wide it starts, what a row shows
/// in it.
template <class Row>
struct Column
{
    QString field;
    QString title;
    int width = 100;
    /// A typed value of cell_values.h, or text.
    std::function<QVariant(const Row&)> cell;
    /// Right-aligned header for figures.
    bool figure = false;
};

/// A grid's rows over one table of columns: every list of the desk is this model with its own columns. Rows
/// have a key; an update keeps the order and the selection and remembers which cells changed, for the fading
/// tint. GUI thread.
template <class Row>
class RowTable final : public QAbstractTableModel
{
public:
    using Columns = std::vector<Column<Row>>;
    using Key = std::function<QString(const Row&)>;

    RowTable(Columns columns, Key key, QObject* parent)
        : QAbstractTableModel(parent)
        , m_columns(std::move(columns))
        , m_key(std::move(key))
    {}

    /// Most rows that prepend() keeps; older ones leave at the end.
    void setLimit(int rows) { m_limit = rows; }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }

    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
        const auto& held = m_rows[static_cast<std::size_t>(index.row())];
        const auto& column = m_columns[static_cast<std::size_t>(index.column())];
        switch (role) {
        case Qt::DisplayRole:
            return kit::shownText(column.cell(held.row));
        case kit::ValueRole:
        case kit::SortRole:
            return column.cell(held.row);
        case kit::CopyRole:
        case kit::FilterRole:
            return kit::copiedText(column.cell(held.row));
        case Qt::ToolTipRole: {
            const QVariant value = column.cell(held.row);
            const QString copied = kit::copiedText(value);
            return copied == kit::shownText(value) ? QVariant() : QVariant(copied);
        }
        case Qt::AccessibleTextRole:
            return column.title + QStringLiteral(": ") + kit::shownText(column.cell(held.row));
        case Qt::TextAlignmentRole:
            return int((column.figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case kit::KeyRole:
            return held.key;
        case kit::ChangedAtRole:
            return held.changedAt.empty() ? 0 : held.changedAt[static_cast<std::size_t>(index.column())];
        default:
            return {};
        }
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return QAbstractTableModel::headerData(section, orientation, role);
        const auto& column = m_columns[static_cast<std::size_t>(section)];
        switch (role) {
        case Qt::DisplayRole:
            return column.title;
        case Qt::SizeHintRole:
            return QSize(column.width, 28);
        case Qt::TextAlignmentRole:
            return int((column.figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        case kit::FilterRole:
            return column.field;
        default:
            return {};
        }
    }

    const Row& row(int index) const { return m_rows.at(static_cast<std::size_t>(index)).row; }
    /// Null when there is none.
    const Row* find(const QString& key) const
    {
        const auto at = m_index.constFind(key);
        return at == m_index.constEnd() ? nullptr : &m_rows[static_cast<std::size_t>(*at)].row;
    }
    std::vector<Row> rows() const
    {
        std::vector<Row> all;
        all.reserve(m_rows.size());
        for (const auto& held : m_rows)
            all.push_back(held.row);
        return all;
    }

    /// Makes the model hold exactly `rows`: vanished ones leave, known ones are updated in place, new ones
    /// are appended.
    void setRows(std::vector<Row> rows)
    {
        QHash<QString, bool> wanted;
        for (const Row& row : rows)
            wanted.insert(m_key(row), true);
        if (m_rows.empty() || wanted.empty()) return reset(std::move(rows));
        for (int i = rowCount() - 1; i >= 0; --i)
            if (!wanted.contains(m_rows[static_cast<std::size_t>(i)].key)) removeAt(i);
        reindex();
        upsert(std::move(rows));
    }

    /// Replaces everything, in the given order.
    void reset(std::vector<Row> rows)
    {
        beginResetModel();
        m_rows.clear();
        for (Row& row : rows) {
            QString key = m_key(row);
            m_rows.push_back(Held{std::move(row), std::move(key), {}});
        }
        reindex();
        endResetModel();
    }

    /// Known rows are updated, new ones appended.
    void upsert(std::vector<Row> rows)
    {
        std::vector<Row> fresh;
        for (Row& row : rows)
            if (!update(row)) fresh.push_back(std::move(row));
        if (fresh.empty()) return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
        for (Row& row : fresh) {
            QString key = m_key(row);
            m_rows.push_back(Held{std::move(row), std::move(key), {}});
        }
        reindex();
        endInsertRows();
    }

    /// Known rows are updated, new ones come in front, the newest (last of `rows`) first; keeps the limit.
    void prepend(std::vector<Row> rows)
    {
        std::vector<Held> fresh;
        for (auto row = rows.rbegin(); row != rows.rend(); ++row)
            if (!update(*row)) fresh.push_back(Held{*row, m_key(*row), {}});
        if (fresh.empty()) return;
        beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
        m_rows.insert(m_rows.begin(), std::make_move_iterator(fresh.begin()),
                      std::make_move_iterator(fresh.end()));
        reindex();
        endInsertRows();
        if (m_limit > 0 && rowCount() > m_limit) {
            beginRemoveRows({}, m_limit, rowCount() - 1);
            m_rows.erase(m_rows.begin() + m_limit, m_rows.end());
            reindex();
            endRemoveRows();
        }
    }

private:
    struct Held
    {
        Row row;
        QString key;
        std::vector<qint64> changedAt;
    };

    bool update(const Row& row)
    {
        const auto at = m_index.constFind(m_key(row));
        if (at == m_index.constEnd()) return false;
        Held& held = m_rows[static_cast<std::size_t>(*at)];
        const qint64 now = kit::steadyMs();
        bool changed = false;
        for (std::size_t c = 0; c < m_columns.size(); ++c) {
            const auto& cell = m_columns[c].cell;
            if (kit::copiedText(cell(held.row)) == kit::copiedText(cell(row))) continue;
            if (held.changedAt.empty()) held.changedAt.resize(m_columns.size());
            held.changedAt[c] = now;
            changed = true;
        }
        held.row = row;
        if (changed) Q_EMIT dataChanged(index(*at, 0), index(*at, columnCount() - 1));
        return true;
    }
    void removeAt(int row)
    {
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    void reindex()
    {
        m_index.clear();
        for (int i = 0; i < static_cast<int>(m_rows.size()); ++i)
            m_index.insert(m_rows[static_cast<std::size_t>(i)].key, i);
    }

    Columns m_columns;
    Key m_key;
    std::vector<Held> m_rows;
    QHash<QString, int> m_index;
    int m_limit = 0;
};

} // namespace hub::models
