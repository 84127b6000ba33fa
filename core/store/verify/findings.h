#pragma once

#include "core/store/verify/verification.h"

#include <utility>

namespace hub::store {

/// Collects what is broken up to the bound. One thread.
class Findings
{
public:
    Findings(VerifyReport& report, std::size_t max)
        : m_report(report)
        , m_max(max)
    {}
    void add(std::string_view invariant, std::string text)
    {
        if (m_report.findings.size() < m_max)
            m_report.findings.push_back(Finding{std::string(invariant), std::move(text)});
        else
            ++m_report.leftOut;
    }

private:
    VerifyReport& m_report;
    const std::size_t m_max;
};

} // namespace hub::store
