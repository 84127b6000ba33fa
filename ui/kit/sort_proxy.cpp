#include "ui/kit/sort_proxy.h"

namespace hub::kit {

void SortProxy::setExpression(FilterExpression expression)
{
    m_expression = std::move(expression);
    invalidateFilter();
}

QStringList SortProxy::fields() const
{
    QStringList names;
    for (int column = 0; sourceModel() && column < sourceModel()->columnCount(); ++column)
        names << sourceModel()->headerData(column, Qt::Horizontal, FilterRole).toString();
    return names;
}

bool SortProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    return valueLess(left.data(SortRole), right.data(SortRole));
}

bool SortProxy::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QAbstractItemModel* model = sourceModel();
    QStringList values;
    QStringList names;
    for (int column = 0; column < model->columnCount(); ++column) {
        names << model->headerData(column, Qt::Horizontal, FilterRole).toString();
        values << model->index(row, column, parent).data(FilterRole).toString();
    }
    return m_expression.accepts(names, values);
}

} // namespace hub::kit
