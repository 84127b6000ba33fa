#pragma once

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QWidget>

namespace hub::kit {

/// What a failed call says: kit's own form of the hub's error.
struct Failure
{
    QString code;
    QString text;
    QString traceId;
};

enum class ViewState { Content, Loading, Hint, FirstRun, NothingMatches, NoPermission, Failed };

/// Holds a view and the five states it may be in instead, each drawn on purpose; stale is a hatched strip
/// above the last known data, never silently old figures.
class StatefulView final : public QWidget
{
    Q_OBJECT
public:
    explicit StatefulView(QWidget* content, QWidget* parent = nullptr);
    ViewState state() const { return m_state; }
    bool isStale() const { return m_stale; }

    void showContent();
    void showLoading();
    /// Nothing is chosen yet: what to choose.
    void showHint(const QString& sentence);
    /// One sentence and the button that starts.
    void showFirstRun(const QString& sentence, const QString& button);
    /// What was looked for and the button that widens it.
    void showNothingMatches(const QString& sentence, const QString& button);
    void showNoPermission(const QString& permission, const QString& heldBy);
    /// `unchanged`: what was not changed or cannot be shown.
    void showFailure(const Failure& failure, const QString& unchanged);
    /// Age of the data in seconds; a negative age: fresh again.
    void setStale(qint64 ageSeconds);

Q_SIGNALS:
    /// The button of the state: start, widen or retry.
    void actionRequested();
    void traceRequested(const QString& traceId);

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawIcon();
    void showMessage(ViewState state, const QString& iconName, const QString& title, const QString& text,
                     const QString& button);

    QStackedWidget* m_stack;
    QWidget* m_staleStrip;
    QLabel* m_staleText;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_button;
    QPushButton* m_trace;
    QString m_traceId;
    QString m_iconName;
    ViewState m_state = ViewState::Content;
    bool m_stale = false;
};

} // namespace hub::kit
