#include "ui/panes/settlement/finalise_dialog.h"

#include "ui/kit/icons.h"
#include "ui/kit/widgets.h"
#include "ui/models/wording.h"
#include "ui/panes/file_access.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QDropEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kWidth = 1000;
/// All seventeen checks without scrolling, where the screen has the room.
constexpr int kHeight = 960;
constexpr int kFrameHeight = 60;
constexpr qint64 kFileBytesMax = 2 << 20;
constexpr int kTextColumn = 1;
constexpr int kOutcomeColumn = 2;

} // namespace

FinaliseDialog::FinaliseDialog(const api::HubApi& hub, const api::SettlementDetail& settlement,
                               QWidget* parent)
    : QDialog(parent)
    , m_hub(hub)
    , m_settlement(settlement)
    , m_path(new QLineEdit(this))
    , m_checks(new QTreeWidget(this))
    , m_checksView(new kit::StatefulView(m_checks, this))
    , m_lines(models::makeBankLinesModel(this))
    , m_table(new kit::TableView(this))
    , m_verdict(new QLabel(this))
    , m_action(new QPushButton(tr("Continue"), this))
{
    setObjectName(QStringLiteral("finaliseSettlement"));
    setWindowTitle(tr("Finalise settlement %1").arg(settlement.row.id.value()));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setAcceptDrops(true);
    resize(kWidth, std::min(kHeight, screen()->availableSize().height() - kFrameHeight));
    m_path->setObjectName(QStringLiteral("bankFile"));
    m_path->setAccessibleName(tr("The bank's file"));
    m_path->setPlaceholderText(tr("Drop the bank's file here, choose it, or type its path and press Enter"));
    auto* chooser = new QPushButton(tr("Choose…"), this);
    chooser->setObjectName(QStringLiteral("chooseBankFile"));
    chooser->setAutoDefault(false);
    m_checks->setObjectName(QStringLiteral("bankChecks"));
    m_checks->setAccessibleName(tr("The seventeen checks"));
    m_checks->setHeaderLabels({tr("Check"), tr("What it asks, and what was found"), tr("Outcome")});
    m_checks->header()->setSectionResizeMode(kTextColumn, QHeaderView::Stretch);
    m_checks->header()->setStretchLastSection(false);
    m_checks->setUniformRowHeights(true);
    m_table->setObjectName(QStringLiteral("bankLines"));
    m_table->setAccessibleName(tr("What the file moves"));
    m_table->setModel(m_lines);
    m_table->setDensity(kit::Density::Compact);
    m_verdict->setObjectName(QStringLiteral("bankVerdict"));
    m_verdict->setWordWrap(true);
    m_action->setObjectName(QStringLiteral("submit"));
    m_action->setProperty("role", QStringLiteral("primary"));
    m_action->setAutoDefault(false);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(chooser);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_verdict, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_action);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(kit::makeSection(tr("Finalise settlement %1").arg(settlement.row.id.value()), this));
    layout->addWidget(kit::makeCaption(tr("The settlement bank's file (CSV or workbook)"), this));
    layout->addLayout(file);
    layout->addWidget(kit::makeCaption(tr("Checks; Space ticks a warning that is accepted"), this));
    layout->addWidget(m_checksView, 5);
    layout->addWidget(kit::makeCaption(tr("What it moves"), this));
    layout->addWidget(m_table, 2);
    buildOptions(*layout);
    layout->addLayout(buttons);
    connect(chooser, &QPushButton::clicked, this, &FinaliseDialog::choose);
    connect(m_path, &QLineEdit::returnPressed, this, &FinaliseDialog::load);
    connect(m_path, &QLineEdit::editingFinished, this, &FinaliseDialog::load);
    connect(m_checks, &QTreeWidget::itemChanged, this, &FinaliseDialog::showReady);
    connect(m_checksView, &kit::StatefulView::actionRequested, this, [this] {
        m_loaded.clear();
        load();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (!m_check) return;
        Q_EMIT submitted({m_settlement.row.id, m_file, m_setLiquidity->isChecked(),
                          m_decreaseCaps->isChecked(), m_increaseCaps->isChecked(), accepted()},
                         *m_check);
        accept();
    });
    m_checksView->showHint(tr("The bank's answer to the initiation sheet of this settlement goes here. "
                              "The sheet is saved with Save report."));
    showReady();
}

void FinaliseDialog::buildOptions(QVBoxLayout& layout)
{
    const auto option = [this, &layout](const QString& text, const char* name) {
        auto* box = new QCheckBox(text, this);
        box->setObjectName(QString::fromLatin1(name));
        layout.addWidget(box);
        connect(box, &QCheckBox::toggled, this, &FinaliseDialog::showLines);
        return box;
    };
    m_setLiquidity = option(tr("Take over the bank's balance: book what it differs by"), "setLiquidity");
    m_decreaseCaps = option(tr("Lower caps that are above the new balance to it"), "decreaseCaps");
    m_increaseCaps = option(tr("Raise caps that are below the new balance to it"), "increaseCaps");
}

QString FinaliseDialog::draggedFile(const QMimeData& data)
{
    for (const QUrl& url : data.urls())
        if (url.isLocalFile()) return url.toLocalFile();
    return {};
}

void FinaliseDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (!draggedFile(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void FinaliseDialog::dropEvent(QDropEvent* event)
{
    const QString path = draggedFile(*event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    open(path);
}

void FinaliseDialog::open(const QString& path)
{
    m_path->setText(path);
    load();
}

void FinaliseDialog::choose()
{
    auto* dialog = new QFileDialog(this, tr("The bank's file"), QString(),
                                   tr("CSV and workbooks (*.csv *.xlsx);;All files (*)"));
    dialog->setObjectName(QStringLiteral("bankFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { open(path); });
    dialog->open();
}

void FinaliseDialog::load()
{
    const QString path = m_path->text().trimmed();
    if (path.isEmpty() || path == m_loaded) return;
    m_loaded = path;
    m_check.reset();
    m_lines->reset({});
    showReady();
    m_checksView->showLoading();
    const quint64 asked = ++m_asked;
    api::whenDone(readFile(path, kFileBytesMax), this,
                  [this, asked, name = QFileInfo(path).fileName()](const api::Result<QByteArray>& bytes) {
                      if (asked != m_asked) return;
                      if (bytes) return ask(*bytes, name);
                      m_checksView->showFailure(models::failureOf(bytes.error()),
                                                tr("The file cannot be read; nothing was moved."));
                  });
}

void FinaliseDialog::ask(const QByteArray& bytes, const QString& name)
{
    m_file = {name, bytes};
    const quint64 asked = m_asked;
    api::whenDone(m_hub.finalise.check(m_settlement.row.id, m_file), this,
                  [this, asked](const api::Result<api::BankReportCheck>& check) {
                      if (asked != m_asked) return;
                      if (check) return show(*check);
                      if (check.error().kind == api::ErrorKind::NotAllowed)
                          m_checksView->showNoPermission(check.error().permission, check.error().heldBy);
                      else
                          m_checksView->showFailure(models::failureOf(check.error()),
                                                    tr("Nothing was moved."));
                  });
}

void FinaliseDialog::show(const api::BankReportCheck& check)
{
    m_check = check;
    const QSignalBlocker blocker(m_checks);
    m_checks->clear();
    QTreeWidgetItem* first = nullptr;
    for (int number = 1; number <= models::kBankChecks; ++number) {
        auto* item = new QTreeWidgetItem(m_checks,
                                         {QString::number(number), models::bankCheckText(number), QString()});
        int errors = 0;
        int warnings = 0;
        for (const auto& finding : check.findings) {
            if (finding.check != number) continue;
            (finding.isError ? errors : warnings) += 1;
            auto* found = new QTreeWidgetItem(
                item, {finding.cell, finding.text, finding.isError ? tr("error") : tr("warning")});
            found->setIcon(kOutcomeColumn, kit::icon(QStringLiteral("warning"),
                                                     finding.isError ? kit::Token::Bad : kit::Token::Warn));
            if (finding.isError) continue;
            found->setFlags(found->flags() | Qt::ItemIsUserCheckable);
            found->setCheckState(0, Qt::Unchecked);
            found->setData(0, Qt::UserRole, finding.key());
        }
        const bool isPassed = errors + warnings == 0;
        item->setText(kOutcomeColumn, isPassed     ? tr("passed")
                                      : errors > 0 ? tr("%n error(s)", nullptr, errors)
                                                   : tr("%n warning(s)", nullptr, warnings));
        item->setIcon(kOutcomeColumn,
                      kit::icon(isPassed ? QStringLiteral("check") : QStringLiteral("warning"),
                                isPassed     ? kit::Token::Good
                                : errors > 0 ? kit::Token::Bad
                                             : kit::Token::Warn));
        item->setExpanded(!isPassed);
        if (!isPassed && !first) first = item;
    }
    for (const int column : {0, kOutcomeColumn})
        m_checks->resizeColumnToContents(column);
    m_checks->setCurrentItem(first ? first->child(0) : m_checks->topLevelItem(0));
    m_checks->scrollToItem(first ? first : m_checks->topLevelItem(0), QAbstractItemView::PositionAtTop);
    m_checksView->showContent();
    showLines();
}

void FinaliseDialog::showLines()
{
    std::vector<models::BankLine> lines;
    if (m_check)
        for (const auto& row : m_check->rows)
            lines.push_back(
                {row, m_decreaseCaps->isChecked(), m_increaseCaps->isChecked(), m_setLiquidity->isChecked()});
    m_lines->setRows(std::move(lines));
    showReady();
}

std::vector<QString> FinaliseDialog::accepted() const
{
    std::vector<QString> keys;
    for (int i = 0; i < m_checks->topLevelItemCount(); ++i) {
        const auto* item = m_checks->topLevelItem(i);
        for (int j = 0; j < item->childCount(); ++j)
            if (item->child(j)->checkState(0) == Qt::Checked &&
                item->child(j)->data(0, Qt::UserRole).isValid())
                keys.push_back(item->child(j)->data(0, Qt::UserRole).toString());
    }
    return keys;
}

void FinaliseDialog::showReady()
{
    int errors = 0;
    int warnings = 0;
    if (m_check)
        for (const auto& finding : m_check->findings)
            (finding.isError ? errors : warnings) += 1;
    const int open = warnings - static_cast<int>(m_check ? accepted().size() : 0);
    QString text;
    if (m_check && errors > 0)
        text = tr("%n error(s): this file cannot be used. Nothing was moved.", nullptr, errors);
    else if (m_check && open > 0)
        text = tr("%n warning(s) to be ticked.", nullptr, open);
    else if (m_check)
        text = warnings > 0 ? tr("No error; every warning is accepted.") : tr("All 17 checks passed.");
    m_verdict->setText(text);
    m_action->setEnabled(m_check && errors == 0 && open == 0);
}

} // namespace hub::panes
