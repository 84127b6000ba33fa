#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace hub::kit {

enum class FilterOperator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Contains, In };

/// `used > 80%`, `currency == USD`, `state in {RESERVED, ABORTED}`; without a field: the word occurs
/// anywhere.
struct FilterTerm
{
    QString field;
    FilterOperator op = FilterOperator::Contains;
    QStringList values;
};

/// Where and why a text is no expression.
struct FilterFault
{
    qsizetype at = 0;
    QString text;
};

/// Terms joined by `&&` (or a blank between words): one small grammar for every grid. No SQL is ever built
/// from it; a pane that searches in the store maps the terms to the fields of a typed filter.
class FilterExpression
{
public:
    /// Most terms of one expression; more is a fault.
    static constexpr std::size_t kTermsMax = 32;

    FilterExpression() = default;
    /// Reads `text` against the known `fields` (compared without case). Check fault() after.
    static FilterExpression parse(const QString& text, const QStringList& fields);

    const std::optional<FilterFault>& fault() const { return m_fault; }
    const std::vector<FilterTerm>& terms() const { return m_terms; }
    bool isEmpty() const { return m_terms.empty(); }
    /// `values` in the order of `names`. An expression with a fault accepts everything.
    bool accepts(const QStringList& names, const QStringList& values) const;

private:
    std::vector<FilterTerm> m_terms;
    std::optional<FilterFault> m_fault;
};

} // namespace hub::kit
