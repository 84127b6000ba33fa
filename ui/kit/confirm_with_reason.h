#pragma once

#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace hub::kit {

/// What a confirmation shows. Every line names the thing and its figure.
struct Confirmation
{
    /// `Close settlement window 128?`
    QString question;
    /// What it means, one fact a line.
    QStringList facts;
    /// `Close window 128`: a verb, never "OK".
    QString action;
    /// `Keep open`.
    QString harmless;
    /// Red when it takes something away; blue when it only moves money in.
    bool dangerous = true;
    /// What has to be typed word for word, for what cannot be taken back (class C5); empty: nothing.
    QString phrase{};
};

/// The one confirmation of money actions. The harmless button is the default and gets Enter and Esc; the
/// other is enabled by a reason of at least kReasonMin characters and is reached by click, or by Space when
/// focused; Enter never fires it.
class ConfirmWithReason final : public QDialog
{
    Q_OBJECT
public:
    static constexpr int kReasonMin = 10;
    ConfirmWithReason(const Confirmation& confirmation, QWidget* parent);
    QString reason() const;
    QString ticket() const;

Q_SIGNALS:
    void confirmed(const QString& reason, const QString& ticket);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showReady();
    QString m_wanted;
    QLineEdit* m_phrase;
    QLineEdit* m_reason;
    QLineEdit* m_ticket;
    QPushButton* m_action;
    QPushButton* m_harmless;
};

} // namespace hub::kit
