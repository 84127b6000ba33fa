#pragma once

#include "core/domain/amount.h"
#include "ui/kit/filter_expression.h"
#include "ui/kit/stateful_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QtCore/QFuture>
#include <QtCore/QFutureWatcher>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <optional>
#include <utility>

namespace hub::kit {

/// Labels of the three text roles that the style sheet knows.
QLabel* makeTitle(const QString& text, QWidget* parent);
QLabel* makeSection(const QString& text, QWidget* parent);
QLabel* makeCaption(const QString& text, QWidget* parent);

/// One line of text with digits in equal cells and an optional shape before it.
class FigureLabel final : public QWidget
{
    Q_OBJECT
public:
    FigureLabel(TextRole role, QWidget* parent = nullptr);
    void setFigure(const QString& text, Tone tone = Tone::Neutral);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont m_font;
    QString m_text;
    Tone m_tone = Tone::Neutral;
};

/// A figure with its caption above and a detail below; a click or Enter asks for what is behind it.
class Tile final : public QFrame
{
    Q_OBJECT
public:
    explicit Tile(const QString& caption, QWidget* parent = nullptr);
    void setFigure(const QString& figure, const QString& detail, Tone tone = Tone::Neutral);
    void setClickable(bool clickable);
    QString figure() const { return m_figure->text(); }

Q_SIGNALS:
    void activated();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_caption;
    FigureLabel* m_figure;
    FigureLabel* m_detail;
    bool m_clickable = false;
};

/// An exact amount at a currency's scale; never a floating point number.
class AmountEdit final : public QLineEdit
{
    Q_OBJECT
public:
    explicit AmountEdit(QWidget* parent = nullptr);
    /// 0..4.
    void setDecimals(int decimals);
    /// Nothing while the text is not an exact amount at the scale.
    std::optional<domain::Amount> amount() const;
    void setAmount(domain::Amount amount);

Q_SIGNALS:
    void amountChanged();

private:
    void showValidity();
    int m_decimals = 2;
};

/// The one filter line of a grid: green when valid, red with the reason when not; Esc clears it.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);
    void setFields(const QStringList& fields);
    void setExample(const QString& example);
    void setText(const QString& text);
    QString text() const;
    const FilterExpression& expression() const { return m_expression; }
    /// `2 of 14`.
    void setCounts(qint64 shown, qint64 all);
    void setNote(const QString& note);
    QLineEdit& edit() { return *m_edit; }

Q_SIGNALS:
    /// Only for expressions without a fault.
    void expressionChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void read();
    QLineEdit* m_edit;
    QLabel* m_note;
    QStringList m_fields;
    FilterExpression m_expression;
};

/// A button whose action ends later: disabled and marked while it runs.
class AsyncButton final : public QPushButton
{
    Q_OBJECT
public:
    explicit AsyncButton(const QString& text, QWidget* parent = nullptr);
    void setBusy(bool busy);
    bool isBusy() const { return m_busy; }
    /// Busy until `future` ends, for a button whose answer is handled elsewhere.
    template <class T>
    void follow(const QFuture<T>& future)
    {
        setBusy(true);
        auto* watcher = new QFutureWatcher<T>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
            watcher->deleteLater();
            setBusy(false);
        });
        watcher->setFuture(future);
    }

private:
    QString m_idleText;
    bool m_busy = false;
};

/// What the last action came to: a line at the top of a pane that stays until it is closed.
class ResultBanner final : public QFrame
{
    Q_OBJECT
public:
    explicit ResultBanner(QWidget* parent = nullptr);
    void showDone(const QString& text);
    void showInfo(const QString& text);
    /// Code, plain words, what was not changed, the way to the trace.
    void showFailure(const Failure& failure, const QString& unchanged);
    QString text() const;

Q_SIGNALS:
    void traceRequested(const QString& traceId);

private:
    void show(const char* tone, const QString& iconName, Token token, const QString& text);
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_trace;
    QString m_traceId;
};

} // namespace hub::kit
