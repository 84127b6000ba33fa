#include "ui/panes/oracles/oracles_pane.h"

#include "core/domain/participant.h"
#include "ui/kit/figures.h"
#include "ui/kit/icons.h"
#include "ui/models/wording.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kTypingMs = 250;
constexpr int kFiguresMs = 5000;
constexpr int kPageRows = 200;
constexpr qint64 kImportBytesMax = 4 * 1024 * 1024;

} // namespace

OraclesPane::OraclesPane(const PaneContext& context, QWidget* parent)
    : Pane(context, tr("Oracles"), parent)
    , m_model(models::makeOraclesModel(this))
    , m_directory(models::makeDirectoryModel(this))
    , m_proxy(new kit::SortProxy(this))
    , m_table(new kit::TableView(this))
    , m_list(new kit::StatefulView(m_table, this))
    , m_filter(new kit::FilterBar(this))
    , m_actions(new OracleActions(context.hub, this))
{
    buildTools();
    buildList();
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(buildDirectory());
    split->setSizes({180, 420});
    body().addWidget(split, 1);
    watchAge(m_list);
    m_list->showLoading();
    connect(m_actions, &OperatorActions::done, this, [this](const QString& words) {
        refresh();
        banner().showDone(words);
    });
    connect(m_actions, &OracleActions::told, this,
            [this](const QString& words) { banner().showInfo(words); });
    connect(m_actions, &OperatorActions::failed, this, &OraclesPane::showFailedAction);
    m_poll.setInterval(kFiguresMs);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (isVisible()) refresh();
    });
    m_poll.start();
    choose();
    refresh();
}

void OraclesPane::buildTools()
{
    const auto button = [this](const char* name, const QString& text, const char* icon) {
        auto* made = new QPushButton(kit::icon(QString::fromLatin1(icon)), text, this);
        made->setObjectName(QString::fromLatin1(name));
        tools().addWidget(made);
        return made;
    };
    auto* test = button("testLookup", tr("Test look-up"), "search");
    m_edit = button("editOracle", tr("Change address"), "settings");
    m_remove = button("removeOracle", tr("Deactivate"), "close");
    auto* add =
        new QPushButton(kit::icon(QStringLiteral("plus"), kit::Token::OnAccent), tr("New oracle"), this);
    add->setObjectName(QStringLiteral("newOracle"));
    add->setProperty("role", QStringLiteral("primary"));
    tools().addWidget(add);
    connect(test, &QPushButton::clicked, m_actions, &OracleActions::testLookup);
    connect(add, &QPushButton::clicked, m_actions, &OracleActions::add);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const auto* row = chosen()) m_actions->edit(*row);
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const auto* row = chosen()) m_actions->remove(*row, m_model->rows());
    });
}

void OraclesPane::buildList()
{
    m_proxy->setSourceModel(m_model);
    m_table->setObjectName(QStringLiteral("oracles"));
    m_table->setAccessibleName(tr("Oracles"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->persistAs(context().settings, QStringLiteral("oracles"));
    m_filter->setFields(m_proxy->fields());
    m_filter->setExample(QStringLiteral("type == MSISDN && currency == USD"));
    body().addWidget(m_filter);
    connect(m_filter, &kit::FilterBar::expressionChanged, this, [this] {
        m_proxy->setExpression(m_filter->expression());
        showListState();
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, &OraclesPane::choose);
    connect(m_table, &kit::TableView::opened, this, [this] {
        if (const auto* row = chosen()) m_actions->edit(*row);
    });
    connect(m_list, &kit::StatefulView::actionRequested, this, [this] {
        if (m_list->state() == kit::ViewState::NothingMatches) return m_filter->edit().clear();
        if (m_list->state() == kit::ViewState::FirstRun) return m_actions->add();
        refresh();
    });
}

QWidget* OraclesPane::buildDirectory()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    m_type = new QComboBox(page);
    m_type->setObjectName(QStringLiteral("directoryType"));
    m_type->setAccessibleName(tr("Party type"));
    m_type->addItem(tr("all types"));
    for (const auto type : domain::partyIdTypes())
        m_type->addItem(QString::fromLatin1(type.data(), static_cast<qsizetype>(type.size())));
    m_prefix = new QLineEdit(page);
    m_prefix->setObjectName(QStringLiteral("directoryPrefix"));
    m_prefix->setAccessibleName(tr("Start of the identifier"));
    m_prefix->setPlaceholderText(tr("Start of the identifier"));
    m_prefix->setMaxLength(128);
    m_prefix->setClearButtonEnabled(true);
    m_total = kit::makeCaption(QString(), page);
    m_total->setObjectName(QStringLiteral("directoryTotal"));
    head->addWidget(kit::makeSection(tr("Built-in directory"), page));
    head->addSpacing(8);
    head->addWidget(m_type);
    head->addWidget(m_prefix, 1);
    head->addWidget(m_total);
    const auto button = [&](const char* name, const QString& text) {
        auto* made = new QPushButton(text, page);
        made->setObjectName(QString::fromLatin1(name));
        head->addWidget(made);
        return made;
    };
    connect(button("addEntry", tr("Add entry")), &QPushButton::clicked, m_actions, &OracleActions::addEntry);
    m_removeEntry = button("removeEntry", tr("Remove entry"));
    connect(button("importCsv", tr("Import CSV")), &QPushButton::clicked, this,
            &OraclesPane::chooseImportFile);
    connect(button("exportCsv", tr("Export CSV")), &QPushButton::clicked, this,
            &OraclesPane::chooseExportFile);
    m_entries = new kit::TableView(page);
    m_entries->setObjectName(QStringLiteral("directory"));
    m_entries->setAccessibleName(tr("Built-in directory"));
    m_entries->setModel(m_directory);
    m_entries->setSelectionMode(QAbstractItemView::SingleSelection);
    m_entries->persistAs(context().settings, QStringLiteral("directory"));
    m_entriesView = new kit::StatefulView(m_entries, page);
    m_entriesView->setObjectName(QStringLiteral("directoryView"));
    layout->addLayout(head);
    layout->addWidget(m_entriesView, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &OraclesPane::searchDirectory);
    connect(m_prefix, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_type, &QComboBox::currentIndexChanged, this, &OraclesPane::searchDirectory);
    connect(m_entries, &kit::TableView::currentKeyChanged, this, &OraclesPane::choose);
    connect(m_removeEntry, &QPushButton::clicked, this, [this] {
        if (const auto* row = m_directory->find(m_entries->currentKey())) m_actions->removeEntry(*row);
    });
    connect(m_entries->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value >= m_entries->verticalScrollBar()->maximum() - 10) moreDirectory();
    });
    connect(m_entriesView, &kit::StatefulView::actionRequested, this, [this] {
        if (m_entriesView->state() == kit::ViewState::FirstRun) return m_actions->addEntry();
        m_type->setCurrentIndex(0);
        m_prefix->clear();
        searchDirectory();
    });
    return page;
}

void OraclesPane::arrive(const Jump&)
{
    m_table->setFocus();
}

void OraclesPane::refresh()
{
    take(context().hub.oracles.list(), [this](const api::Result<std::vector<api::OracleRow>>& rows) {
        if (!rows) return showError(*m_list, rows.error(), m_loaded);
        m_loaded = true;
        std::vector<models::OracleLine> lines;
        for (const auto& row : *rows) {
            const auto* old = m_model->find(QString::number(row.id.value()));
            lines.push_back({row, old ? old->figures : std::nullopt});
        }
        m_model->setRows(std::move(lines));
        showListState();
        choose();
        take(context().hub.oracles.figures(),
             [this](const api::Result<std::vector<api::OracleFigures>>& all) {
                 // The list stands without them: an older hub has none.
                 if (!all) return;
                 auto known = m_model->rows();
                 for (auto& line : known)
                     for (const auto& figures : *all)
                         if (figures.id == line.row.id) line.figures = figures;
                 m_model->upsert(std::move(known));
             });
    });
    searchDirectory();
}

void OraclesPane::showListState()
{
    if (m_model->rowCount() == 0)
        m_list->showFirstRun(
            tr("No oracle is registered: every look-up of a party fails. Register one, or let "
               "the built-in directory answer."),
            tr("Register the first oracle"));
    else if (m_proxy->rowCount() == 0)
        m_list->showNothingMatches(
            tr("0 of %1 oracles match this filter.").arg(kit::countText(m_model->rowCount())),
            tr("Clear the filter"));
    else
        m_list->showContent();
    m_filter->setCounts(m_proxy->rowCount(), m_model->rowCount());
}

const api::OracleRow* OraclesPane::chosen() const
{
    const auto* line = m_model->find(m_table->currentKey());
    return line ? &line->row : nullptr;
}

void OraclesPane::choose()
{
    const auto* row = chosen();
    m_edit->setEnabled(row != nullptr);
    m_remove->setEnabled(row != nullptr && row->active);
    m_removeEntry->setEnabled(m_directory->find(m_entries->currentKey()) != nullptr);
}

api::DirectoryFilter OraclesPane::directoryFilter() const
{
    return {m_type->currentIndex() > 0 ? m_type->currentText() : QString(), m_prefix->text().trimmed(), {}};
}

void OraclesPane::searchDirectory()
{
    const quint64 asked = ++m_asked;
    take(context().hub.oracles.directory(directoryFilter(), {QString(), kPageRows}),
         [this, asked](const api::Result<api::Page<api::DirectoryRow>>& page) {
             // Only the answer to the newest question counts.
             if (asked != m_asked) return;
             if (!page) return showError(*m_entriesView, page.error(), m_directory->rowCount() > 0);
             m_next = page->next;
             m_directory->setRows(page->rows);
             m_total->setText(page->total < 0 ? QString()
                                              : tr("%1 entries").arg(kit::countText(page->total)));
             showDirectoryState();
             choose();
         });
}

void OraclesPane::moreDirectory()
{
    if (m_next.isEmpty() || m_loadingMore) return;
    m_loadingMore = true;
    const quint64 asked = m_asked;
    take(context().hub.oracles.directory(directoryFilter(), {m_next, kPageRows}),
         [this, asked](const api::Result<api::Page<api::DirectoryRow>>& page) {
             m_loadingMore = false;
             if (asked != m_asked) return;
             if (!page) return showError(*m_entriesView, page.error(), true);
             m_next = page->next;
             m_directory->upsert(page->rows);
         });
}

void OraclesPane::showDirectoryState()
{
    const auto filter = directoryFilter();
    if (m_directory->rowCount() > 0)
        m_entriesView->showContent();
    else if (filter.partyIdType.isEmpty() && filter.identifierPrefix.isEmpty())
        m_entriesView->showFirstRun(
            tr("The built-in directory is empty. DFSPs fill it with POST /participants; "
               "it can also be imported."),
            tr("Add the first entry"));
    else
        m_entriesView->showNothingMatches(tr("No entry begins like this."), tr("Show all entries"));
}

void OraclesPane::chooseImportFile()
{
    auto* dialog =
        new QFileDialog(this, tr("Import associations"), QString(), tr("CSV (*.csv);;All files (*)"));
    dialog->setObjectName(QStringLiteral("importFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QFile file(path);
        const api::Error unreadable{{}, file.fileName(), {}, api::ErrorKind::Refused, {}, {}};
        if (!file.open(QIODevice::ReadOnly) || file.size() > kImportBytesMax)
            return showFailedAction(unreadable, tr("The file cannot be read, or is over %n MiB.", nullptr,
                                                   int(kImportBytesMax / 1024 / 1024)));
        m_actions->importCsv(file.readAll(), QFileInfo(path).fileName());
    });
    dialog->open();
}

void OraclesPane::chooseExportFile()
{
    auto* dialog = new QFileDialog(this, tr("Export associations"), QStringLiteral("directory.csv"),
                                   tr("CSV (*.csv);;All files (*)"));
    dialog->setObjectName(QStringLiteral("exportFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        take(context().hub.oracles.exportDirectory(directoryFilter()),
             [this, path](const api::Result<QByteArray>& csv) {
                 if (!csv) return showFailedAction(csv.error(), tr("Nothing was written."));
                 QSaveFile file(path);
                 if (file.open(QIODevice::WriteOnly) && file.write(*csv) == csv->size() && file.commit())
                     banner().showDone(tr("Written to %1.").arg(path));
                 else
                     showFailedAction({{}, file.errorString(), {}, api::ErrorKind::Refused, {}, {}},
                                      tr("Nothing was written."));
             });
    });
    dialog->open();
}

} // namespace hub::panes
