#include "ui/panes/settlement/new_settlement_dialog.h"

#include "ui/kit/figures.h"
#include "ui/kit/widgets.h"
#include "ui/models/wording.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kWidth = 760;
constexpr int kHeight = 620;
constexpr int kListPx = 150;

bool canBeChosen(const api::SettlementModelRow& model)
{
    return model.active && model.granularity == domain::SettlementGranularity::Net &&
           model.delay == domain::SettlementDelay::Deferred;
}

} // namespace

NewSettlementDialog::NewSettlementDialog(const api::HubApi& hub, std::vector<domain::WindowId> wanted,
                                         QWidget* parent)
    : QDialog(parent)
    , m_hub(hub)
    , m_wanted(std::move(wanted))
    , m_modelBox(new QComboBox(this))
    , m_windows(new QListWidget(this))
    , m_table(new kit::TableView(this))
    , m_totals(new QLabel(this))
    , m_action(new QPushButton(tr("Continue"), this))
    , m_nets(models::makeNetsModel(this))
{
    setObjectName(QStringLiteral("newSettlement"));
    setWindowTitle(tr("New settlement"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    resize(kWidth, kHeight);
    m_modelBox->setObjectName(QStringLiteral("settlementModel"));
    m_modelBox->setAccessibleName(tr("Settlement model"));
    m_windows->setObjectName(QStringLiteral("settlementWindows"));
    m_windows->setAccessibleName(tr("Windows"));
    m_windowView = new kit::StatefulView(m_windows, this);
    m_windowView->setFixedHeight(kListPx);
    m_table->setObjectName(QStringLiteral("previewNets"));
    m_table->setAccessibleName(tr("What it comes to"));
    m_table->setModel(m_nets);
    m_previewView = new kit::StatefulView(m_table, this);
    m_totals->setObjectName(QStringLiteral("previewTotals"));
    m_totals->setWordWrap(true);
    m_action->setObjectName(QStringLiteral("submit"));
    m_action->setProperty("role", QStringLiteral("primary"));
    m_action->setDefault(true);
    m_action->setEnabled(false);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_totals, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_action);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(kit::makeSection(tr("New settlement"), this));
    layout->addWidget(kit::makeCaption(tr("Model"), this));
    layout->addWidget(m_modelBox);
    layout->addWidget(kit::makeCaption(tr("Windows that fit it; Space ticks"), this));
    layout->addWidget(m_windowView);
    layout->addWidget(kit::makeCaption(tr("What it comes to"), this));
    layout->addWidget(m_previewView, 1);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (m_preview) Q_EMIT submitted(draft(), *m_preview);
        accept();
    });
    connect(m_modelBox, &QComboBox::currentIndexChanged, this, &NewSettlementDialog::loadWindows);
    connect(m_windows, &QListWidget::itemChanged, this, &NewSettlementDialog::loadPreview);
    connect(m_windowView, &kit::StatefulView::actionRequested, this, &NewSettlementDialog::loadModels);
    m_windowView->showLoading();
    m_previewView->showHint(tr("Tick the windows to settle."));
    loadModels();
}

void NewSettlementDialog::loadModels()
{
    api::whenDone(
        m_hub.settlement.models(), this,
        [this](const api::Result<std::vector<api::SettlementModelRow>>& result) {
            if (!result)
                return m_windowView->showFailure(models::failureOf(result.error()),
                                                 tr("The models cannot be shown."));
            const QSignalBlocker blocker(m_modelBox);
            m_modelBox->clear();
            for (const auto& model : *result)
                if (canBeChosen(model))
                    m_modelBox->addItem(
                        QStringLiteral("%1  (%2, %3)")
                            .arg(model.name,
                                 models::methodText(model.granularity, model.interchange, model.delay),
                                 model.currency ? models::currencyText(*model.currency) : tr("default")),
                        model.name);
            if (m_modelBox->count() == 0)
                return m_windowView->showHint(tr("There is no active model that settles net and deferred."));
            m_modelBox->setFocus();
            loadWindows();
        });
}

void NewSettlementDialog::loadWindows()
{
    // Another model keeps the ticks where they fit.
    if (m_windows->count() > 0) m_wanted = draft().windows;
    const quint64 asked = ++m_windowsAsked;
    api::whenDone(m_hub.settlement.applicableWindows(m_modelBox->currentData().toString()), this,
                  [this, asked](const api::Result<std::vector<api::ApplicableWindow>>& result) {
                      if (asked != m_windowsAsked) return;
                      if (!result)
                          return m_windowView->showFailure(models::failureOf(result.error()),
                                                           tr("The windows cannot be shown."));
                      const QSignalBlocker blocker(m_windows);
                      m_windows->clear();
                      for (const auto& row : *result) {
                          const auto& window = row.window;
                          const QString closed =
                              window.closedAt ? kit::dateTimeText(*window.closedAt) : QString(kit::kAbsent);
                          QString text = tr("Window %1   %2   closed %3   %n transfer(s)", nullptr,
                                            static_cast<int>(window.transfers))
                                             .arg(window.id.value())
                                             .arg(window.state, closed);
                          if (!row.applicable) text += QStringLiteral("   — ") + row.reason;
                          auto* item = new QListWidgetItem(text, m_windows);
                          item->setData(Qt::UserRole, QVariant::fromValue<qint64>(window.id.value()));
                          item->setToolTip(row.reason);
                          const bool isWanted =
                              std::find(m_wanted.begin(), m_wanted.end(), window.id) != m_wanted.end();
                          item->setFlags(row.applicable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable |
                                                              Qt::ItemIsUserCheckable
                                                        : Qt::NoItemFlags);
                          if (row.applicable) item->setCheckState(isWanted ? Qt::Checked : Qt::Unchecked);
                      }
                      if (m_windows->count() == 0)
                          m_windowView->showHint(tr("No closed window waits for its settlement."));
                      else
                          m_windowView->showContent();
                      loadPreview();
                  });
}

api::SettlementDraft NewSettlementDialog::draft() const
{
    api::SettlementDraft out{m_modelBox->currentData().toString(), {}};
    for (int row = 0; row < m_windows->count(); ++row) {
        const auto* item = m_windows->item(row);
        if (item->checkState() == Qt::Checked && (item->flags() & Qt::ItemIsEnabled))
            out.windows.push_back(domain::WindowId(item->data(Qt::UserRole).toLongLong()));
    }
    std::sort(out.windows.begin(), out.windows.end());
    return out;
}

void NewSettlementDialog::loadPreview()
{
    m_preview.reset();
    m_action->setEnabled(false);
    m_totals->clear();
    const quint64 asked = ++m_previewAsked;
    const auto wanted = draft();
    if (wanted.windows.empty()) return m_previewView->showHint(tr("Tick the windows to settle."));
    api::whenDone(m_hub.settlement.settlementPreview(wanted), this,
                  [this, asked](const api::Result<api::SettlementPreview>& result) {
                      if (asked != m_previewAsked) return;
                      if (!result)
                          return m_previewView->showFailure(models::failureOf(result.error()),
                                                            tr("Nothing was made."));
                      showPreview(*result);
                  });
}

void NewSettlementDialog::showPreview(const api::SettlementPreview& preview)
{
    m_preview = preview;
    QAbstractItemModel* shown = m_nets;
    delete m_matrix;
    m_matrix = nullptr;
    if (preview.interchange == domain::SettlementInterchange::Bilateral) {
        m_matrix = models::makeMatrixModel(preview.pairs, this);
        shown = m_matrix;
    } else {
        m_nets->setRows(preview.nets);
    }
    m_table->setModel(shown);
    m_previewView->showContent();
    bool isBalanced = true;
    QStringList lines;
    for (const auto& total : preview.totals) {
        isBalanced = isBalanced && total.check.isZero();
        lines << tr("%1 to be paid, sum of all nets %2")
                     .arg(models::moneyText(total.netDebit, total.currency),
                          kit::amountText(total.check, total.currency.decimals()));
    }
    m_totals->setText(lines.join(QLatin1Char('\n')));
    m_action->setEnabled(isBalanced);
}

} // namespace hub::panes
