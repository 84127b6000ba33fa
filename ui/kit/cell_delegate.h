#pragma once

#include "ui/kit/cell_values.h"

#include <QtWidgets/QStyledItemDelegate>

namespace hub::kit {

/// Paints every cell of the desk by the type of its value: amounts aligned on the decimal mark, used-of-cap
/// bars, states with shapes, ids in monospace; the row line, hover, selection and the 600 ms fade of a
/// changed cell.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit CellDelegate(QObject* parent = nullptr);
    /// Room kept right of the decimal mark, so that currencies of different scale line up in one column.
    /// 0..4.
    void setFractionDigits(int digits);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintValue(QPainter& painter, const QRect& cell, const QVariant& value, const QPalette& palette,
                    Qt::TextElideMode elide) const;
    void paintAmount(QPainter& painter, const QRect& cell, const QString& text, int decimals) const;
    int m_fractionDigits = 2;
};

/// How long a changed cell stays tinted.
inline constexpr int kFadeMs = 600;
/// Padding left and right in a cell.
inline constexpr int kCellPadding = 8;
/// Milliseconds of the steady clock that ChangedAtRole counts in.
qint64 steadyMs();

} // namespace hub::kit
