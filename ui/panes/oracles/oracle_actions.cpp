#include "ui/panes/oracles/oracle_actions.h"

#include "core/domain/participant.h"
#include "ui/kit/figures.h"
#include "ui/models/wording.h"
#include "ui/panes/participants/action_dialog.h"

#include <QtCore/QUrl>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>

#include <algorithm>

namespace hub::panes {

namespace {

constexpr int kLinesShown = 5;

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

QComboBox* typeChoice(ActionDialog* form)
{
    auto* box = new QComboBox(form);
    box->setObjectName(QStringLiteral("partyType"));
    for (const auto type : domain::oracleIdTypes())
        box->addItem(latin(type));
    return box;
}

/// First entry: any currency.
QComboBox* currencyChoice(ActionDialog* form, const QString& any)
{
    auto* box = new QComboBox(form);
    box->setObjectName(QStringLiteral("oracleCurrency"));
    box->addItem(any);
    for (const auto code : domain::currencyCodes())
        box->addItem(latin(code));
    return box;
}

std::optional<domain::Currency> currencyOf(const QComboBox* box)
{
    return domain::Currency::parse(box->currentText().toStdString());
}

bool isAddress(const QString& text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    return text.trimmed() == latin(domain::kBuiltInDirectory) || (isWeb && !url.host().isEmpty());
}

QByteArray csvCell(QString text)
{
    const QString quote(QLatin1Char('"'));
    return (quote + text.replace(quote, quote + quote) + quote).toUtf8();
}

} // namespace

void OracleActions::add()
{
    auto* form = new ActionDialog(tr("New oracle"), tr("Continue"), window());
    auto* type = typeChoice(form);
    auto* currency = currencyChoice(form, tr("any"));
    auto* isDefault = new QCheckBox(tr("default for the party type"), form);
    auto* address = form->addLine(tr("Address"), QStringLiteral("oracleAddress"));
    address->setText(latin(domain::kBuiltInDirectory));
    form->addWidget(tr("Party type"), type);
    form->addWidget(tr("Currency"), currency);
    form->addWidget(QString(), isDefault);
    form->setFault([address] {
        return isAddress(address->text())
                   ? QString()
                   : tr("An http or https address, or %1, is needed.").arg(latin(domain::kBuiltInDirectory));
    });
    connect(form, &ActionDialog::submitted, this, [this, type, currency, isDefault, address] {
        const api::OracleDraft draft{type->currentText(), address->text().trimmed(), currencyOf(currency),
                                     isDefault->isChecked()};
        const QString scope = models::oracleScope(draft.partyIdType, draft.currency);
        confirm({tr("Register an oracle for %1?").arg(scope),
                 {tr("Look-ups of %1 then go to %2.").arg(scope, draft.endpoint)},
                 tr("Register oracle"),
                 tr("Leave as it is"),
                 false},
                [this, draft, scope](const api::ActionNote& note) {
                    follow(hub().oracles.create(draft, note),
                           tr("The oracle for %1 is registered.").arg(scope),
                           tr("No oracle was registered."));
                });
    });
    form->open();
}

void OracleActions::edit(const api::OracleRow& row)
{
    const QString scope = models::oracleScope(row.partyIdType, row.currency);
    auto* form = new ActionDialog(tr("Oracle for %1").arg(scope), tr("Continue"), window());
    auto* address = form->addLine(tr("Address"), QStringLiteral("oracleAddress"));
    address->setText(row.endpoint);
    form->setFault([address, before = row.endpoint] {
        if (!isAddress(address->text())) return tr("An http or https address is needed.");
        return address->text().trimmed() == before ? tr("Nothing is changed yet.") : QString();
    });
    connect(form, &ActionDialog::submitted, this, [this, row, scope, address] {
        const api::OracleDraft draft{row.partyIdType, address->text().trimmed(), row.currency, row.isDefault};
        confirm({tr("Change the oracle for %1?").arg(scope),
                 {tr("Before: %1").arg(row.endpoint), tr("After: %1").arg(draft.endpoint)},
                 tr("Change address"),
                 tr("Leave as it is"),
                 true},
                [this, row, draft, scope](const api::ActionNote& note) {
                    follow(hub().oracles.update(row.id, draft, note),
                           tr("The oracle for %1 is changed.").arg(scope), tr("The oracle was not changed."));
                });
    });
    form->open();
}

void OracleActions::remove(const api::OracleRow& row, const std::vector<models::OracleLine>& all)
{
    const QString scope = models::oracleScope(row.partyIdType, row.currency);
    const QString left = models::leftWithout(all, row);
    confirm({tr("Deactivate the oracle for %1?").arg(scope),
             {tr("Address: %1").arg(models::oracleAddress(row)),
              left.isEmpty() ? tr("Another oracle answers for %1.").arg(scope)
                             : tr("No oracle is left for %1: every look-up of it fails.").arg(left)},
             tr("Deactivate oracle"),
             tr("Keep it"),
             true},
            [this, row, scope](const api::ActionNote& note) {
                follow(hub().oracles.remove(row.id, note), tr("The oracle for %1 is deactivated.").arg(scope),
                       tr("The oracle was not changed."));
            });
}

void OracleActions::testLookup()
{
    auto* form = new ActionDialog(tr("Test a look-up"), tr("Look up"), window());
    auto* identifier = form->addLine(tr("Identifier"), QStringLiteral("lookupIdentifier"));
    auto* subId = form->addLine(tr("Sub-id, optional"), QStringLiteral("lookupSubId"));
    auto* type = typeChoice(form);
    auto* currency = currencyChoice(form, tr("any"));
    form->addWidget(tr("Party type"), type);
    form->addWidget(tr("Currency"), currency);
    form->setFault([identifier] {
        return identifier->text().trimmed().isEmpty() ? tr("The identifier is missing.") : QString();
    });
    connect(form, &ActionDialog::submitted, this, [this, identifier, subId, type, currency] {
        const api::LookupQuery query{type->currentText(), identifier->text().trimmed(),
                                     subId->text().trimmed(), currencyOf(currency)};
        api::whenDone(hub().oracles.testLookup(query), this,
                      [this, query](const api::Result<api::LookupAnswer>& result) {
                          if (!result) return failed(result.error(), tr("Nothing was changed."));
                          const QString party = query.partyIdType + QLatin1Char(' ') + query.partyIdentifier;
                          QStringList fsps;
                          for (const auto& fsp : result->fspIds)
                              fsps << fsp;
                          const QString took = kit::durationText(result->tookUs);
                          told(fsps.isEmpty() ? tr("%1 is not found: a DFSP would get %2 %3 (%4).")
                                                    .arg(party, result->errorCode, result->errorText, took)
                                              : tr("%1 is with %2, says %3 after %4.")
                                                    .arg(party, fsps.join(QStringLiteral(", ")),
                                                         result->endpoint, took));
                      });
    });
    form->open();
}

void OracleActions::addEntry()
{
    auto* form = new ActionDialog(tr("Add to the built-in directory"), tr("Continue"), window());
    auto* identifier = form->addLine(tr("Identifier"), QStringLiteral("entryIdentifier"));
    auto* subId = form->addLine(tr("Sub-id, optional"), QStringLiteral("entrySubId"));
    auto* fsp = form->addLine(tr("Participant"), QStringLiteral("entryFsp"));
    auto* type = typeChoice(form);
    auto* currency = currencyChoice(form, tr("any"));
    form->addWidget(tr("Party type"), type);
    form->addWidget(tr("Currency"), currency);
    form->setFault([identifier, fsp] {
        if (identifier->text().trimmed().isEmpty()) return tr("The identifier is missing.");
        return fsp->text().trimmed().isEmpty() ? tr("The participant is missing.") : QString();
    });
    connect(form, &ActionDialog::submitted, this, [this, identifier, subId, fsp, type, currency] {
        // One line of the import: the same checks, the same record in the audit.
        const auto code = currencyOf(currency);
        QByteArray header = "partyIdType,partyIdentifier,fspId";
        QByteArray line = csvCell(type->currentText()) + ',' + csvCell(identifier->text().trimmed()) + ',' +
                          csvCell(fsp->text().trimmed());
        if (!subId->text().trimmed().isEmpty()) {
            header += ",partySubIdOrType";
            line += ',' + csvCell(subId->text().trimmed());
        }
        if (code) {
            header += ",currency";
            line += ',' + csvCell(models::currencyText(*code));
        }
        const QString party = type->currentText() + QLatin1Char(' ') + identifier->text().trimmed();
        write({header + "\r\n" + line + "\r\n", false, false}, tr("Add %1?").arg(party),
              {tr("It is with %1. When another participant holds it, nothing changes.")
                   .arg(fsp->text().trimmed())},
              tr("Add entry"), tr("The directory took %1.").arg(party));
    });
    form->open();
}

void OracleActions::removeEntry(const api::DirectoryRow& row)
{
    const QString party = row.partyIdType + QLatin1Char(' ') + row.partyIdentifier;
    confirm({tr("Remove %1 from the directory?").arg(party),
             {tr("It is with %1 now; look-ups of it then find nobody.").arg(row.fspId)},
             tr("Remove entry"),
             tr("Keep it"),
             true},
            [this, row, party](const api::ActionNote& note) {
                follow(hub().oracles.removeDirectoryEntry(row, note), tr("%1 is removed.").arg(party),
                       tr("The entry was not removed."));
            });
}

void OracleActions::importCsv(const QByteArray& csv, const QString& fileName)
{
    api::whenDone(hub().oracles.importDirectory({csv, true, false}, {tr("dry run of an import"), {}}), this,
                  [this, csv, fileName](const api::Result<api::ImportReport>& report) {
                      if (report)
                          showReport(csv, fileName, *report);
                      else
                          Q_EMIT failed(report.error(), tr("Nothing was imported."));
                  });
}

void OracleActions::showReport(const QByteArray& csv, const QString& fileName,
                               const api::ImportReport& report)
{
    QStringList facts{tr("%1 rows: %2 new, %3 there already, %4 in conflict, %5 wrong.")
                          .arg(report.rows)
                          .arg(report.added)
                          .arg(report.unchanged)
                          .arg(report.conflictCount)
                          .arg(report.problemCount)};
    for (const auto& problem : report.problems)
        if (facts.size() <= kLinesShown) facts << tr("Line %1: %2").arg(problem.line).arg(problem.text);
    for (const auto& conflict : report.conflicts)
        if (facts.size() <= kLinesShown)
            facts << tr("Line %1: %2 is with %3, the file says %4.")
                         .arg(conflict.line)
                         .arg(conflict.wanted.partyIdentifier, conflict.presentFspId, conflict.wanted.fspId);
    auto* form = new ActionDialog(tr("Import %1").arg(fileName), tr("Continue"), window());
    auto* moves = new QCheckBox(tr("conflicts move to the participant of the file"), form);
    moves->setObjectName(QStringLiteral("replaceConflicts"));
    moves->setEnabled(report.conflictCount > 0);
    form->addWidget(QString(), moves);
    auto* words = new QLabel(facts.join(QLatin1Char('\n')), form);
    words->setObjectName(QStringLiteral("importReport"));
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    form->addWidget(QString(), words);
    form->setFault([report] {
        return report.problemCount > 0 ? tr("Nothing is imported while lines are wrong.") : QString();
    });
    connect(form, &ActionDialog::submitted, this, [this, csv, fileName, report, moves] {
        const int changed = report.added + (moves->isChecked() ? report.conflictCount : 0);
        write({csv, false, moves->isChecked()}, tr("Import %n entry(s)?", nullptr, changed),
              {tr("From %1.").arg(fileName),
               moves->isChecked() ? tr("%n conflict(s) move.", nullptr, report.conflictCount)
                                  : tr("%n conflict(s) stay as they are.", nullptr, report.conflictCount)},
              tr("Import"), tr("%1 is imported.").arg(fileName));
    });
    form->open();
}

void OracleActions::write(const api::DirectoryImport& wanted, const QString& question,
                          const QStringList& facts, const QString& action, const QString& words)
{
    confirm({question, facts, action, tr("Change nothing"), false}, [this, wanted,
                                                                     words](const api::ActionNote& note) {
        api::whenDone(
            hub().oracles.importDirectory(wanted, note), this,
            [this, words](const api::Result<api::ImportReport>& report) {
                if (!report) return failed(report.error(), tr("The directory was not changed."));
                if (report->problemCount > 0)
                    return failed({QStringLiteral("3100"),
                                   report->problems.empty() ? QString() : report->problems.front().text,
                                   {},
                                   api::ErrorKind::Refused,
                                   {},
                                   {}},
                                  tr("The directory was not changed."));
                done(report->left > 0
                         ? words + QLatin1Char(' ') + tr("%n conflict(s) were left.", nullptr, report->left)
                         : words);
            });
    });
}

} // namespace hub::panes
