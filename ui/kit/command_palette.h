#pragma once

#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

#include <vector>

namespace hub::kit {

/// Something the palette can do.
struct PaletteCommand
{
    QString id;
    QString title;
    /// Shown muted on the right: the shortcut or the kind of thing.
    QString hint;
};

/// Ctrl+K: type a part of a name, Enter does the first. A text that matches nothing (a pasted id) is handed
/// on as it is.
class CommandPalette final : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(std::vector<PaletteCommand> commands, QWidget* parent);

Q_SIGNALS:
    void chosen(const QString& id);
    void textEntered(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void narrow(const QString& text);
    void finish();
    std::vector<PaletteCommand> m_commands;
    QLineEdit* m_edit;
    QListWidget* m_list;
};

} // namespace hub::kit
