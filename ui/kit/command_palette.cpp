#include "ui/kit/command_palette.h"

#include "ui/kit/icons.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace hub::kit {

CommandPalette::CommandPalette(std::vector<PaletteCommand> commands, QWidget* parent)
    : QDialog(parent)
    , m_commands(std::move(commands))
    , m_edit(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Go to"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedSize(480, 340);
    m_edit->setPlaceholderText(tr("A pane, a participant, or a pasted transfer or trace id"));
    m_edit->setAccessibleName(tr("Go to"));
    m_edit->setMaxLength(200);
    m_edit->addAction(icon(QStringLiteral("search"), Token::Muted), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Matches"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_list, &QListWidget::itemClicked, this, [this] { finish(); });
    narrow({});
}

void CommandPalette::narrow(const QString& text)
{
    m_list->clear();
    for (const PaletteCommand& command : m_commands) {
        if (!command.title.contains(text.trimmed(), Qt::CaseInsensitive)) continue;
        const QString hint = command.hint.isEmpty() ? QString() : QStringLiteral("    ") + command.hint;
        auto* item = new QListWidgetItem(command.title + hint, m_list);
        item->setData(Qt::UserRole, command.id);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::finish()
{
    if (const auto* item = m_list->currentItem())
        Q_EMIT chosen(item->data(Qt::UserRole).toString());
    else if (!m_edit->text().trimmed().isEmpty())
        Q_EMIT textEntered(m_edit->text().trimmed());
    accept();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            finish();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace hub::kit
