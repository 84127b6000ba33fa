#pragma once

#include "ui/kit/cell_values.h"
#include "ui/kit/filter_expression.h"

#include <QtCore/QSortFilterProxyModel>

namespace hub::kit {

/// Sorts by typed values and filters by an expression over the columns of the model; for lists that are held
/// whole (under 20 000 rows). The model's header gives the field names under FilterRole.
class SortProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setExpression(FilterExpression expression);
    /// Names of the fields that an expression may use.
    QStringList fields() const;

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    FilterExpression m_expression;
};

} // namespace hub::kit
