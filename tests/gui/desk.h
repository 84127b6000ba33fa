#pragma once

#include "tests/support/hub_fake/hub_fake.h"
#include "ui/shell/main_window.h"

#include <QtTest/QtTest>

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
    void open(const char* pane = "positions")
    {
        shell::DeskOptions options;
        options.clock = &clock;
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

    FakeClock clock;
    HubFake fake;
    std::unique_ptr<shell::MainWindow> window;
};

} // namespace hub::test
