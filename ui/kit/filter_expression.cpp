#include "ui/kit/filter_expression.h"

#include "core/domain/amount.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace hub::kit {

namespace {

struct OperatorRow
{
    const char* text;
    FilterOperator op;
};
// Longer ones first, so that `>=` is not read as `>`.
constexpr std::array kOperators{
    OperatorRow{"==", FilterOperator::Equal},       OperatorRow{"!=", FilterOperator::NotEqual},
    OperatorRow{"<=", FilterOperator::LessOrEqual}, OperatorRow{">=", FilterOperator::GreaterOrEqual},
    OperatorRow{"<", FilterOperator::Less},         OperatorRow{">", FilterOperator::Greater},
    OperatorRow{"~", FilterOperator::Contains},     OperatorRow{"=", FilterOperator::Equal},
};

class Reader
{
    Q_DECLARE_TR_FUNCTIONS(FilterExpression)
public:
    Reader(const QString& text, const QStringList& fields)
        : m_text(text)
        , m_fields(fields)
    {}

    std::optional<FilterTerm> term(std::optional<FilterFault>& fault)
    {
        const qsizetype start = m_at;
        const QString first = word();
        if (first.isEmpty()) {
            fault = FilterFault{start, tr("a word or a field is expected here")};
            return std::nullopt;
        }
        skipBlanks();
        FilterTerm term;
        if (const auto op = comparison()) {
            const auto known = std::find_if(m_fields.begin(), m_fields.end(), [&](const QString& field) {
                return field.compare(first, Qt::CaseInsensitive) == 0;
            });
            if (known == m_fields.end()) {
                fault = FilterFault{start, tr("there is no field “%1”").arg(first)};
                return std::nullopt;
            }
            term.field = *known;
            term.op = *op;
            skipBlanks();
            if (!values(term, fault)) return std::nullopt;
        } else {
            term.values << first;
        }
        skipBlanks();
        if (m_text.mid(m_at, 2) == QStringLiteral("&&")) {
            m_at += 2;
            skipBlanks();
            if (atEnd()) fault = FilterFault{m_at, tr("something must follow “&&”")};
        }
        return term;
    }
    bool atEnd() const { return m_at >= m_text.size(); }
    void skipBlanks()
    {
        while (!atEnd() && m_text.at(m_at).isSpace())
            ++m_at;
    }
    qsizetype position() const { return m_at; }

private:
    QString word()
    {
        if (!atEnd() && m_text.at(m_at) == QLatin1Char('"')) {
            const auto end = m_text.indexOf(QLatin1Char('"'), m_at + 1);
            const auto stop = end < 0 ? m_text.size() : end;
            const QString quoted = m_text.mid(m_at + 1, stop - m_at - 1);
            m_at = end < 0 ? stop : stop + 1;
            return quoted;
        }
        const qsizetype start = m_at;
        const QString stops = QStringLiteral("=!<>~&{},\"");
        while (!atEnd() && !m_text.at(m_at).isSpace() && !stops.contains(m_text.at(m_at)))
            ++m_at;
        return m_text.mid(start, m_at - start);
    }

    std::optional<FilterOperator> comparison()
    {
        for (const auto& row : kOperators) {
            const QLatin1String text(row.text);
            if (m_text.mid(m_at, text.size()) == text) {
                m_at += text.size();
                return row.op;
            }
        }
        if (m_text.mid(m_at, 3).compare(QStringLiteral("in "), Qt::CaseInsensitive) == 0 ||
            m_text.mid(m_at, 3).compare(QStringLiteral("in{"), Qt::CaseInsensitive) == 0) {
            m_at += 2;
            return FilterOperator::In;
        }
        return std::nullopt;
    }

    bool values(FilterTerm& term, std::optional<FilterFault>& fault)
    {
        const auto take = [&] {
            const QString value = word();
            if (value.isEmpty())
                fault = FilterFault{m_at, tr("a value is expected here")};
            else
                term.values << value;
            return !value.isEmpty();
        };
        if (term.op != FilterOperator::In) return take();
        if (atEnd() || m_text.at(m_at) != QLatin1Char('{')) {
            fault = FilterFault{m_at, tr("“{” is expected after “in”")};
            return false;
        }
        do {
            ++m_at;
            skipBlanks();
            if (!take()) return false;
            skipBlanks();
        } while (!atEnd() && m_text.at(m_at) == QLatin1Char(','));
        if (atEnd() || m_text.at(m_at) != QLatin1Char('}')) {
            fault = FilterFault{m_at, tr("“}” is missing")};
            return false;
        }
        ++m_at;
        return true;
    }

    const QString& m_text;
    const QStringList& m_fields;
    qsizetype m_at = 0;
};

std::optional<domain::Amount> number(QString text)
{
    if (text.endsWith(QLatin1Char('%'))) text.chop(1);
    text.remove(QLatin1Char(' '));
    return domain::Amount::parseDecimal(text.toStdString());
}

bool compares(const FilterTerm& term, const QString& value)
{
    const QString& wanted = term.values.front();
    const auto left = number(value);
    const auto right = number(wanted);
    const bool numbers = left && right;
    const int order = numbers ? (*left < *right ? -1 : (*left == *right ? 0 : 1))
                              : value.compare(wanted, Qt::CaseInsensitive);
    switch (term.op) {
    case FilterOperator::Equal:
        return order == 0;
    case FilterOperator::NotEqual:
        return order != 0;
    case FilterOperator::Less:
        return numbers && order < 0;
    case FilterOperator::LessOrEqual:
        return numbers && order <= 0;
    case FilterOperator::Greater:
        return numbers && order > 0;
    case FilterOperator::GreaterOrEqual:
        return numbers && order >= 0;
    case FilterOperator::Contains:
        return value.contains(wanted, Qt::CaseInsensitive);
    case FilterOperator::In:
        return term.values.contains(value, Qt::CaseInsensitive);
    }
    return false;
}

} // namespace

FilterExpression FilterExpression::parse(const QString& text, const QStringList& fields)
{
    FilterExpression expression;
    Reader reader(text, fields);
    reader.skipBlanks();
    while (!reader.atEnd() && !expression.m_fault) {
        auto term = reader.term(expression.m_fault);
        if (!term) break;
        expression.m_terms.push_back(std::move(*term));
        if (expression.m_terms.size() > kTermsMax)
            expression.m_fault = FilterFault{
                reader.position(), QCoreApplication::translate("FilterExpression", "too many conditions")};
        reader.skipBlanks();
    }
    return expression;
}

bool FilterExpression::accepts(const QStringList& names, const QStringList& values) const
{
    if (m_fault) return true;
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const FilterTerm& term) {
        if (term.field.isEmpty())
            return std::any_of(values.begin(), values.end(), [&](const QString& value) {
                return value.contains(term.values.front(), Qt::CaseInsensitive);
            });
        const auto at = names.indexOf(term.field);
        return at >= 0 && at < values.size() && compares(term, values.at(at));
    });
}

} // namespace hub::kit
