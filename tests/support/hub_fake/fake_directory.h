#pragma once

#include "core/hub/oracles_api.h"

namespace hub::test {

/// The built-in directory of the tests' hub: rows in a vector, CSV without quoting.
class FakeDirectory
{
public:
    api::Page<api::DirectoryRow> page(const api::DirectoryFilter& filter,
                                      const api::PageRequest& wanted) const;
    api::ImportReport import(const api::DirectoryImport& wanted);
    QByteArray csv(const api::DirectoryFilter& filter) const;
    /// False: there is no such row.
    bool remove(const api::DirectoryRow& row);
    std::vector<QString> fspIdsOf(const api::LookupQuery& query) const;
    qint64 count(const QString& partyIdType) const;

private:
    std::vector<api::DirectoryRow> rows(const api::DirectoryFilter& filter) const;
    std::vector<api::DirectoryRow> m_rows;
};

} // namespace hub::test
