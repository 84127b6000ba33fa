#pragma once

#include "core/hub/hub_api.h"

#include <QtCore/QObject>
#include <QtTest/QtTest>

#include <functional>
#include <memory>

namespace hub::test {

/// A hub behind a door, with two DFSPs `payerfsp` and `payeefsp` in USD (cap 1000, 1000 on deposit).
class HubUnderTest
{
public:
    virtual ~HubUnderTest() = default;
    virtual api::HubApi api() = 0;
    /// A committed payment of payerfsp to payeefsp.
    virtual domain::TransferId pay(const char* label, const char* amount) = 0;
};

/// What every implementation of core/hub must do; each implementation's test runs these cases.
class HubApiCases : public QObject
{
    Q_OBJECT
public:
    explicit HubApiCases(std::function<std::unique_ptr<HubUnderTest>()> make)
        : m_make(std::move(make))
    {}

private Q_SLOTS:
    void init() { m_hub = m_make(); }
    void cleanup() { m_hub.reset(); }

    void participants();
    void accountsAndLimits();
    void restrictions();
    void funds();
    void actionsNeedAReason();
    void endpoints();
    void callbacks();
    void positionsAndHistory();
    void transfers();
    void oracles();
    void directory();
    void windowsAndHealth();
    void settlementDay();
    void pairIsAborted();
    void finaliseAndReports();
    void feedsTellWhatChanged();

private:
    std::function<std::unique_ptr<HubUnderTest>()> m_make;
    std::unique_ptr<HubUnderTest> m_hub;
};

} // namespace hub::test
