#pragma once

#include "tests/support/hub_fake/hub_fake.h"
#include "ui/shell/main_window.h"

#include <QtTest/QtTest>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <memory>

namespace hub::test {

/// A warning is a failure, but for what the offscreen platform says about itself.
inline void failOnAnyWarning()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
}

/// A desk on a fake hub, as a test sees it.
struct Desk
{
    explicit Desk(bool demo = true)
        : fake(clock)
    {
        if (demo) fake.fillDemoScheme();
    }
    /// `staleAfterMs` for tests of a silent hub; the fake beats only when it is told.
    void open(const char* pane = "positions", qint64 staleAfterMs = 60'000)
    {
        shell::DeskOptions options;
        options.clock = &clock;
        options.staleAfterMs = staleAfterMs;
        window = std::make_unique<shell::MainWindow>(fake.api(), options);
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        panes::Jump jump;
        jump.pane = QString::fromLatin1(pane);
        window->go(jump);
    }
    panes::Pane* pane(const char* id) const { return window->pane(QString::fromLatin1(id)); }
    /// The only child of this type and name within a pane.
    template <class T>
    T* find(const char* paneId, const char* name = "") const
    {
        auto* owner = pane(paneId);
        return owner->findChild<T*>(QString::fromLatin1(name));
    }
    /// The dialog that is open now.
    template <class T>
    T* dialog(const char* name) const
    {
        return window->findChild<T*>(QString::fromLatin1(name));
    }

    /// Presses the button as a keyboard does: it must be reachable by Tab.
    static void press(QPushButton* button)
    {
        QVERIFY(button && button->isEnabled() && (button->focusPolicy() & Qt::TabFocus));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }
    /// Types into a field of the dialog that is open.
    static void type(QDialog* dialog, const char* field, const char* text)
    {
        QVERIFY(dialog);
        auto* edit = dialog->findChild<QLineEdit*>(QString::fromLatin1(field));
        QVERIFY(edit);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromLatin1(text));
    }
    /// Gives the confirmation its reason and fires it, by keyboard.
    void confirm(const char* reason = "agreed with the bank") const
    {
        auto* asked = dialog<QDialog>("confirmWithReason");
        QVERIFY(asked);
        type(asked, "reason", reason);
        QTest::keyClick(asked->findChild<QLineEdit*>(QStringLiteral("reason")), Qt::Key_Return);
        QVERIFY(asked->isVisible()); // Enter never fires it.
        press(asked->findChild<QPushButton*>(QStringLiteral("action")));
    }

    FakeClock clock;
    HubFake fake;
    std::unique_ptr<shell::MainWindow> window;
};

} // namespace hub::test
