#include "ui/panes/transfers/transfer_query.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hub::panes {

namespace {

/// Context of the translations.
struct TransferQuery
{
    Q_DECLARE_TR_FUNCTIONS(TransferQuery)
};

bool looksLikeId(const QString& word)
{
    constexpr qsizetype kShortest = 4;
    return word.size() >= kShortest && std::all_of(word.begin(), word.end(), [](QChar c) {
               return c.isDigit() || c == QLatin1Char('-') ||
                      (c.toLower() >= QLatin1Char('a') && c.toLower() <= QLatin1Char('f'));
           });
}

bool takeStates(const kit::FilterTerm& term, api::TransferFilter& filter)
{
    for (const QString& value : term.values) {
        const auto state = domain::parseTransferState(value.toUpper().toStdString());
        if (!state) return false;
        filter.states.push_back(*state);
    }
    return true;
}

bool takeTerm(const kit::FilterTerm& term, api::TransferFilter& filter)
{
    const QString& value = term.values.front();
    if (term.field.isEmpty()) {
        (looksLikeId(value) ? filter.id : filter.text) = value;
        return true;
    }
    const bool equal = term.op == kit::FilterOperator::Equal || term.op == kit::FilterOperator::Contains;
    if (term.field == QStringLiteral("state"))
        return (equal || term.op == kit::FilterOperator::In) && takeStates(term, filter);
    if (!equal) return false;
    if (term.field == QStringLiteral("currency")) {
        filter.currency = domain::Currency::parse(value.toUpper().toStdString());
        return filter.currency.has_value();
    }
    if (term.field == QStringLiteral("window") || term.field == QStringLiteral("account")) {
        bool number = false;
        const qint64 id = value.toLongLong(&number);
        if (term.field == QStringLiteral("window"))
            filter.window = domain::WindowId(id);
        else
            filter.account = domain::AccountId(id);
        return number && id > 0;
    }
    if (term.field == QStringLiteral("id")) filter.id = value;
    if (term.field == QStringLiteral("fsp")) filter.fsp = value;
    if (term.field == QStringLiteral("payer")) filter.payer = value;
    if (term.field == QStringLiteral("payee")) filter.payee = value;
    if (term.field == QStringLiteral("error")) filter.errorCode = value;
    return true;
}

} // namespace

QStringList transferFields()
{
    return {QStringLiteral("id"),     QStringLiteral("fsp"),   QStringLiteral("payer"),
            QStringLiteral("payee"),  QStringLiteral("state"), QStringLiteral("currency"),
            QStringLiteral("window"), QStringLiteral("error"), QStringLiteral("account")};
}

api::TransferFilter transferFilterOf(const kit::FilterExpression& expression, const api::TransferFilter& base,
                                     QString& problem)
{
    api::TransferFilter filter = base;
    for (const auto& term : expression.terms())
        if (!takeTerm(term, filter))
            problem = TransferQuery::tr("“%1” cannot be searched with this value")
                          .arg(term.field.isEmpty() ? term.values.front() : term.field);
    return filter;
}

bool isOpen(const api::TransferFilter& filter)
{
    return filter.id.isEmpty() && filter.fsp.isEmpty() && filter.payer.isEmpty() && filter.payee.isEmpty() &&
           filter.states.empty() && !filter.currency && !filter.from && !filter.to &&
           filter.account.value() == 0 && filter.window.value() == 0 && filter.errorCode.isEmpty() &&
           filter.text.isEmpty();
}

} // namespace hub::panes
