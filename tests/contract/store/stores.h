#pragma once

#include "core/events/span.h"
#include "core/ledger/ports.h"
#include "core/ledger/queries.h"

#include <QString>
#include <QTest>

#include <memory>
#include <utility>
#include <vector>

namespace hub::store_test {

/// One store under test: a journal that can be closed and opened again, and a reader beside it.
class Store
{
public:
    virtual ~Store() = default;
    /// Opens it, again if it was open, without a clean close; ends the program when it cannot be opened.
    virtual ledger::Loaded open() = 0;
    virtual ledger::Journal& journal() = 0;
    virtual ledger::LedgerReader& reader() = 0;
    /// One step of the index, of at most `rows`.
    virtual void index(int rows) = 0;
    virtual void record(std::vector<events::Span> spans) = 0;

    /// Fails the test when the store refuses.
    void commit(const ledger::Batch& batch);
};

/// The rows of a test that runs on every store; makeStore() takes the name.
void addStores();
/// `memory` or `sqlite`.
std::unique_ptr<Store> makeStore(const QString& name);

/// The value of an answer; ends the program when there is none.
template <class T>
T got(base::Expected<T, base::Error> result)
{
    if (!result) qFatal("%s", result.error().detail.c_str());
    return std::move(*result);
}

} // namespace hub::store_test
