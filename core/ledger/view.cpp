#include "core/ledger/engine.h"

namespace hub::ledger {

std::shared_ptr<const Registry> LedgerView::registry() const
{
    const base::MutexLock lock(m_mutex);
    return m_registry;
}

domain::Position LedgerView::position(domain::AccountId account) const
{
    const base::MutexLock lock(m_mutex);
    const auto index = static_cast<std::size_t>(account.value());
    return account.value() > 0 && index < m_positions.size() ? m_positions[index] : domain::Position();
}

Window LedgerView::openWindow() const
{
    const base::MutexLock lock(m_mutex);
    return m_openWindow;
}

} // namespace hub::ledger
