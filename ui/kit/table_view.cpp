#include "ui/kit/table_view.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace hub::kit {

namespace {

constexpr int kComfortablePx = 28;
constexpr int kCompactPx = 24;
constexpr int kFadeStepMs = 60;
constexpr int kWidenMs = 50;
/// Raised whenever stored column states of an older layout must not be read.
constexpr int kLayoutVersion = 1;

/// Paints sections on its own: caption font, muted, an arrow beside the sorted title, aligned like the
/// column's cells.
class Header final : public QHeaderView
{
public:
    explicit Header(QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
    {}

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->save();
        painter->fillRect(rect, paletteColor(palette(), Token::Surface));
        painter->setPen(paletteColor(palette(), Token::Line));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        QFont font = textFont(TextRole::Caption);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
        painter->setPen(paletteColor(palette(), sorted ? Token::Text : Token::Muted));
        QString title = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
        const QRect cell = rect.adjusted(kCellPadding, 0, -kCellPadding, 0);
        const QChar arrow(sortIndicatorOrder() == Qt::AscendingOrder ? 0x2191 : 0x2193);
        if (sorted) title += QLatin1Char(' ') + QString(arrow);
        const auto alignment = model()->headerData(section, orientation(), Qt::TextAlignmentRole);
        const int flags = alignment.isValid() ? alignment.toInt() : int(Qt::AlignLeft);
        painter->drawText(cell, flags | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(title, Qt::ElideRight, cell.width()));
        painter->restore();
    }
    QSize sectionSizeFromContents(int section) const override
    {
        QFont font = textFont(TextRole::Caption);
        font.setWeight(QFont::DemiBold);
        const QString title = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
        return {QFontMetrics(font).horizontalAdvance(title) + 2 * kCellPadding + 14, kComfortablePx};
    }
};

} // namespace

TableView::TableView(QWidget* parent)
    : QTableView(parent)
    , m_delegate(new CellDelegate(this))
{
    setItemDelegate(m_delegate);
    auto* header = new Header(this);
    setHorizontalHeader(header);
    header->setSectionsClickable(true);
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    header->setFixedHeight(kComfortablePx);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint& at) { showColumnMenu(header->mapToGlobal(at)); });
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(kCompactPx);
    setDensity(Density::Comfortable);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    m_widen.setSingleShot(true);
    m_widen.setInterval(kWidenMs);
    connect(&m_widen, &QTimer::timeout, this, &TableView::widenFigures);
    m_fade.setInterval(kFadeStepMs);
    connect(&m_fade, &QTimer::timeout, this, [this] {
        viewport()->update();
        if (steadyMs() > m_fadeUntil) m_fade.stop();
    });
}

void TableView::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    resetLayout();
    if (!model) return;
    const auto widenSoon = [this] { m_widen.start(); };
    connect(model, &QAbstractItemModel::modelReset, this, widenSoon);
    connect(model, &QAbstractItemModel::rowsInserted, this, widenSoon);
    connect(model, &QAbstractItemModel::dataChanged, this, widenSoon);
    m_widen.start();
}

void TableView::setDensity(Density density)
{
    m_density = density;
    verticalHeader()->setDefaultSectionSize(density == Density::Comfortable ? kComfortablePx : kCompactPx);
}

void TableView::resetLayout()
{
    if (!model()) return;
    for (int column = 0; column < model()->columnCount(); ++column) {
        const QSize hint = model()->headerData(column, Qt::Horizontal, Qt::SizeHintRole).toSize();
        const int title = horizontalHeader()->sectionSizeHint(column);
        horizontalHeader()->resizeSection(column, std::max(hint.width(), title));
    }
    horizontalHeader()->setStretchLastSection(m_stretchColumn < 0);
    if (m_stretchColumn >= 0) horizontalHeader()->setSectionResizeMode(m_stretchColumn, QHeaderView::Stretch);
}

void TableView::widenFigures()
{
    // A figure is never cut: its column grows with it, whatever width was kept.
    for (int column = 0; model() && column < model()->columnCount(); ++column) {
        const int alignment = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
        if (!(alignment & Qt::AlignRight) || isColumnHidden(column)) continue;
        const int needed = sizeHintForColumn(column);
        if (needed > columnWidth(column)) setColumnWidth(column, needed);
    }
}

void TableView::setStretchColumn(int column)
{
    m_stretchColumn = column;
    resetLayout();
}

void TableView::persistAs(QSettings* settings, const QString& name)
{
    m_settings = settings;
    m_name = name;
    setObjectName(name);
    if (!settings) return;
    const QString key = QStringLiteral("tables/%1/columns%2").arg(name).arg(kLayoutVersion);
    const QByteArray state = settings->value(key).toByteArray();
    if (!state.isEmpty()) horizontalHeader()->restoreState(state);
    const auto save = [this] { saveLayout(); };
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, save);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, save);
}

void TableView::saveLayout() const
{
    if (!m_settings) return;
    m_settings->setValue(QStringLiteral("tables/%1/columns%2").arg(m_name).arg(kLayoutVersion),
                         horizontalHeader()->saveState());
}

QString TableView::currentKey() const
{
    return currentIndex().data(KeyRole).toString();
}

void TableView::selectKey(const QString& key)
{
    if (!model() || key.isEmpty()) return;
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (model()->index(row, 0).data(KeyRole).toString() != key) continue;
        if (currentIndex().row() != row) setCurrentIndex(model()->index(row, 0));
        return;
    }
}

QString TableView::selectionAsText() const
{
    if (!model()) return {};
    const auto* header = horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!isColumnHidden(column)) columns << column;
    }
    QStringList lines;
    QStringList titles;
    for (const int column : columns)
        titles << model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << titles.join(QLatin1Char('\t'));
    auto rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells << row.siblingAtColumn(column).data(CopyRole).toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

void TableView::copyRows() const
{
    QGuiApplication::clipboard()->setText(selectionAsText());
}

void TableView::copyKey() const
{
    if (!currentKey().isEmpty()) QGuiApplication::clipboard()->setText(currentKey());
}

void TableView::openCurrent()
{
    if (!currentKey().isEmpty()) Q_EMIT opened(currentKey());
}

void TableView::step(int rows)
{
    if (!model() || model()->rowCount() == 0) return;
    const int row = std::clamp(currentIndex().row() + rows, 0, model()->rowCount() - 1);
    setCurrentIndex(model()->index(row, std::max(0, currentIndex().column())));
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) return copyRows();
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_C && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) return copyKey();
    if (modifiers == Qt::NoModifier) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return openCurrent();
        case Qt::Key_J:
            return step(1);
        case Qt::Key_K:
            return step(-1);
        default:
            break;
        }
    }
    QTableView::keyPressEvent(event);
}

void TableView::mouseDoubleClickEvent(QMouseEvent* event)
{
    QTableView::mouseDoubleClickEvent(event);
    if (indexAt(event->pos()).isValid()) openCurrent();
}

void TableView::focusInEvent(QFocusEvent* event)
{
    // The focus alone chooses nothing: Qt would make the first row current without selecting it.
    if (currentIndex().isValid()) return QTableView::focusInEvent(event);
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TableView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (!index.isValid()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString value = index.data(CopyRole).toString();
    menu->addAction(tr("Open"), this, [this] { openCurrent(); });
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("copy")), tr("Copy value"), this,
                    [value] { QGuiApplication::clipboard()->setText(value); });
    menu->addAction(tr("Copy rows"), this, [this] { copyRows(); });
    menu->addAction(tr("Copy id"), this, [this] { copyKey(); });
    menu->popup(event->globalPos());
}

void TableView::showColumnMenu(const QPoint& at)
{
    if (!model()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < model()->columnCount(); ++column) {
        auto* action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        // The first column carries the row's name and stays.
        action->setEnabled(column > 0);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            saveLayout();
        });
    }
    menu->addSeparator();
    auto* compact = menu->addAction(tr("Compact rows"));
    compact->setCheckable(true);
    compact->setChecked(m_density == Density::Compact);
    connect(compact, &QAction::toggled, this,
            [this](bool on) { setDensity(on ? Density::Compact : Density::Comfortable); });
    menu->addAction(tr("Reset columns"), this, [this] {
        for (int column = 0; column < model()->columnCount(); ++column)
            setColumnHidden(column, false);
        resetLayout();
        saveLayout();
    });
    menu->popup(at);
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT currentKeyChanged(currentKey());
}

void TableView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                            const QList<int>& roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    m_fadeUntil = steadyMs() + kFadeMs;
    if (isVisible() && !m_fade.isActive()) m_fade.start();
}

} // namespace hub::kit
