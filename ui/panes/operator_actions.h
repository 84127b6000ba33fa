#pragma once

#include "core/hub/hub_api.h"
#include "ui/kit/confirm_with_reason.h"

#include <QtCore/QFuture>
#include <QtWidgets/QWidget>

#include <functional>

namespace hub::panes {

/// What the forms of all panes share: the one confirmation with its reason, and the end of an action in
/// done() or failed(), which the pane shows. GUI thread.
class OperatorActions : public QObject
{
    Q_OBJECT
public:
    /// `window` is the parent of the dialogs and of this.
    OperatorActions(const api::HubApi& hub, QWidget* window);

Q_SIGNALS:
    void done(const QString& words);
    void failed(const hub::api::Error& error, const QString& unchanged);

protected:
    const api::HubApi& hub() const { return m_hub; }
    QWidget* window() const { return m_window; }
    void confirm(const kit::Confirmation& confirmation, std::function<void(const api::ActionNote&)> act);
    /// Ends in done(`words`), or in failed() with what was not changed.
    template <class T>
    void follow(QFuture<api::Result<T>> future, const QString& words, const QString& unchanged)
    {
        api::whenDone(future, this, [this, words, unchanged](const api::Result<T>& result) {
            if (result)
                Q_EMIT done(words);
            else
                Q_EMIT failed(result.error(), unchanged);
        });
    }
    /// A fresh transfer id. It is made once for each form: a repeat after a lost answer is the same movement.
    static domain::TransferId newTransferId();

private:
    api::HubApi m_hub;
    QWidget* m_window;
};

} // namespace hub::panes
