#include "ui/panes/settlement/window_content_view.h"

#include "ui/kit/cell_delegate.h"
#include "ui/kit/cell_values.h"
#include "ui/models/settlement_rows.h"
#include "ui/models/wording.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>

namespace hub::panes {

namespace {

enum Column { Name, StateColumn, Model, Sent, Received, Net, Transfers, ColumnCount };
enum Role { FspRole = Qt::UserRole + 100, CurrencyRole };
constexpr int kWidths[ColumnCount] = {200, 176, 140, 116, 116, 130, 90};

template <class T>
void put(QTreeWidgetItem* item, int column, T typed)
{
    const QVariant value = QVariant::fromValue(std::move(typed));
    item->setData(column, kit::ValueRole, value);
    item->setData(column, Qt::DisplayRole, kit::shownText(value));
    item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void putText(QTreeWidgetItem* item, int column, const QString& text)
{
    item->setText(column, text);
    item->setData(column, kit::ValueRole, text);
}

} // namespace

WindowContentView::WindowContentView(QWidget* parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("windowContent"));
    setAccessibleName(tr("Content of the window"));
    setColumnCount(ColumnCount);
    setHeaderLabels({tr("Content"), tr("State"), tr("Model"), tr("Sent"), tr("Received"), tr("Net (+ pays)"),
                     tr("Transfers")});
    for (const int column : {Sent, Received, Net, Transfers})
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    for (int column = 0; column < ColumnCount; ++column)
        header()->resizeSection(column, kWidths[column]);
    header()->setStretchLastSection(false);
    setItemDelegate(new kit::CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    connect(this, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) { open(item); });
}

void WindowContentView::show(const api::WindowDetail& detail)
{
    const bool isOther = m_window != detail.row.id;
    m_window = detail.row.id;
    QStringList folded;
    for (int i = 0; i < topLevelItemCount(); ++i)
        if (!topLevelItem(i)->isExpanded()) folded << topLevelItem(i)->text(Name);
    clear();
    const auto add = [this, &detail, &folded, isOther](const QString& ledgerType, domain::Currency currency) {
        auto* item = new QTreeWidgetItem(this);
        const QString name = ledgerType + QLatin1Char(' ') + models::currencyText(currency);
        putText(item, Name, name);
        item->setData(Name, CurrencyRole, models::currencyText(currency));
        addNets(item, detail, ledgerType, currency);
        item->setExpanded(isOther || !folded.contains(name));
        return item;
    };
    for (const auto& content : detail.contents) {
        auto* item = add(content.ledgerType, content.currency);
        put(item, StateColumn, models::windowStateOf(content.state));
        item->setTextAlignment(StateColumn, Qt::AlignLeft | Qt::AlignVCenter);
        putText(item, Model, content.model);
    }
    // Before the close there are no contents; the sums so far are shown all the same.
    if (detail.contents.empty())
        for (const auto currency : models::currenciesOf(detail.nets))
            add(QStringLiteral("POSITION"), currency);
}

void WindowContentView::addNets(QTreeWidgetItem* parent, const api::WindowDetail& detail,
                                const QString& ledgerType, domain::Currency currency)
{
    domain::Amount sent;
    domain::Amount received;
    domain::Amount net;
    for (const auto& row : detail.nets) {
        if (row.currency != currency || row.ledgerType != ledgerType) continue;
        auto* item = new QTreeWidgetItem(parent);
        putText(item, Name, row.participant);
        item->setData(Name, FspRole, row.participant);
        item->setData(Name, CurrencyRole, models::currencyText(currency));
        put(item, Sent, kit::AmountValue{row.sent, currency.decimals()});
        put(item, Received, kit::AmountValue{row.received, currency.decimals()});
        put(item, Net, kit::AmountValue{row.net, currency.decimals()});
        put(item, Transfers, kit::CountValue{row.transfers});
        sent += row.sent;
        received += row.received;
        net += row.net;
    }
    put(parent, Sent, kit::AmountValue{sent, currency.decimals()});
    put(parent, Received, kit::AmountValue{received, currency.decimals()});
    put(parent, Net, kit::AmountValue{net, currency.decimals()});
}

void WindowContentView::open(const QTreeWidgetItem* item)
{
    if (!item) return;
    api::TransferFilter filter;
    filter.window = m_window;
    filter.fsp = item->data(Name, FspRole).toString();
    const QString code = item->data(Name, CurrencyRole).toString();
    filter.currency = domain::Currency::parse(code.toStdString());
    const QString words =
        filter.fsp.isEmpty()
            ? tr("of window %1 in %2").arg(m_window.value()).arg(code)
            : tr("of window %1 in %2, from or to %3").arg(m_window.value()).arg(code, filter.fsp);
    Q_EMIT transfersRequested(filter, words);
}

void WindowContentView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return open(currentItem());
    QTreeWidget::keyPressEvent(event);
}

} // namespace hub::panes
