#include "ui/panes/callbacks/callback_actions.h"

#include "ui/kit/figures.h"
#include "ui/models/callback_rows.h"
#include "ui/panes/callbacks/address_set.h"
#include "ui/panes/participants/action_dialog.h"

#include <QtCore/QUrl>

#include <algorithm>
#include <memory>

namespace hub::panes {

namespace {

constexpr int kListed = 6;
constexpr QSize kSetSize(760, 620);

/// `https://dfsp.example:4000` of an address or template.
QString originOf(const QString& address)
{
    const auto scheme = address.indexOf(QLatin1String("://"));
    const auto path = address.indexOf(QLatin1Char('/'), scheme + 3);
    return path < 0 ? address : address.left(path);
}

QString hintOf(const QString& type)
{
    const auto* row = domain::callbackType(type.toStdString());
    if (row == nullptr) return CallbackActions::tr("A base address: the path of each message is appended.");
    const QString path = QString::fromLatin1(row->path.data(), static_cast<qsizetype>(row->path.size()));
    if (row->isBase) return CallbackActions::tr("A base address: %1 is appended.").arg(path);
    if (!path.contains(QLatin1String("{{"))) return CallbackActions::tr("The whole address, as it is.");
    return CallbackActions::tr("The whole address; the hub fills in %1.")
        .arg(path.mid(path.indexOf(QLatin1String("{{"))).replace(QLatin1Char('/'), QLatin1Char(' ')));
}

} // namespace

void CallbackActions::confirmSet(const QString& participant, const std::vector<api::EndpointRow>& endpoints,
                                 const QString& question, const QStringList& facts, const QString& words)
{
    const bool isRemoval = endpoints.size() == 1 && endpoints.front().value.isEmpty();
    confirm({question, facts, isRemoval ? tr("Take address away") : tr("Set address"), tr("Leave as it is"),
             true},
            [this, participant, endpoints, words](const api::ActionNote& note) {
                follow(hub().callbacks.setEndpoints(participant, endpoints, note), words,
                       tr("The addresses of %1 may be changed in part.").arg(participant));
            });
}

void CallbackActions::edit(const api::DestinationRow& row, const api::CallbackEndpoint& endpoint)
{
    auto* form =
        new ActionDialog(tr("Callback address of %1").arg(row.participant), tr("Continue"), window());
    const bool isOwn = endpoint.state == api::EndpointState::Set;
    auto* address = form->addLine(models::messageText(endpoint.type), QStringLiteral("endpointValue"));
    address->setText(isOwn ? endpoint.value : models::resolvedAddress(endpoint));
    address->setAccessibleDescription(hintOf(endpoint.type));
    auto* hint = kit::makeCaption(hintOf(endpoint.type), form);
    hint->setObjectName(QStringLiteral("templateHint"));
    hint->setWordWrap(true);
    form->addWidget(QString(), hint);
    form->setFault([address, type = endpoint.type, before = isOwn ? endpoint.value : QString()] {
        const QString text = address->text().trimmed();
        const auto fault = domain::addressFault(type.toStdString(), text.toStdString());
        if (fault != domain::AddressFault::None) return models::addressFaultText(fault);
        return text == before ? tr("Nothing is changed yet.") : QString();
    });
    connect(form, &ActionDialog::submitted, this, [this, row, endpoint, address, isOwn] {
        const QString value = address->text().trimmed();
        QStringList facts;
        if (isOwn) facts << tr("Before: %1").arg(endpoint.value);
        facts << tr("After: %1").arg(value);
        if (row.queued > 0)
            facts << tr("%n message(s) that wait go to the new address.", nullptr, int(row.queued));
        confirmSet(row.participant, {{endpoint.type, value}},
                   tr("Change where %1 of %2 goes?").arg(models::messageText(endpoint.type), row.participant),
                   facts, tr("The address of %1 is set.").arg(row.participant));
    });
    form->open();
}

void CallbackActions::takeAway(const api::DestinationRow& row, const api::CallbackEndpoint& endpoint)
{
    const bool hasGeneric = std::any_of(row.endpoints.begin(), row.endpoints.end(), [&](const auto& other) {
        return other.type == QLatin1String("FSPIOP_CALLBACK_URL") && other.state == api::EndpointState::Set &&
               other.type != endpoint.type;
    });
    confirmSet(
        row.participant, {{endpoint.type, QString()}},
        tr("Take the address for %1 away from %2?").arg(models::messageText(endpoint.type), row.participant),
        {tr("Now: %1").arg(endpoint.value), hasGeneric
                                                ? tr("These messages then go below the base address.")
                                                : tr("These messages then have nowhere to go and wait.")},
        tr("The address is taken away."));
}

void CallbackActions::setFromBase(const api::DestinationRow& row)
{
    auto* form = new ActionDialog(tr("Addresses of %1 below one base URL").arg(row.participant),
                                  tr("Continue"), window());
    auto* set = new AddressSet(form);
    std::vector<api::EndpointRow> present;
    for (const auto& endpoint : row.endpoints)
        if (endpoint.state == api::EndpointState::Set) present.push_back({endpoint.type, endpoint.value});
    set->setPresent(present);
    form->addWide(set);
    form->resize(kSetSize);
    form->setFault([set] { return set->fault(false); });
    connect(set, &AddressSet::changed, form, &ActionDialog::check);
    connect(form, &ActionDialog::submitted, this, [this, row, set] {
        const auto addresses = set->addresses();
        QStringList facts;
        for (const auto& address : addresses) {
            if (facts.size() == kListed) {
                facts << tr("and %n more", nullptr, int(addresses.size()) - kListed);
                break;
            }
            facts << tr("%1 to %2").arg(models::messageText(address.type), address.value);
        }
        confirmSet(row.participant, addresses,
                   tr("Set %n address(es) of %1?", nullptr, int(addresses.size())).arg(row.participant),
                   facts,
                   tr("%n address(es) of %1 are set.", nullptr, int(addresses.size())).arg(row.participant));
    });
    form->open();
    set->base().setFocus();
}

void CallbackActions::setPaused(const api::DestinationRow& row, bool paused)
{
    const QString name = row.participant;
    kit::Confirmation question;
    question.question =
        paused ? tr("Pause deliveries to %1?").arg(name) : tr("Let deliveries to %1 go on?").arg(name);
    question.facts =
        paused
            ? QStringList{tr("Nothing is sent to %1 until it goes on; stored messages wait on the disk, in "
                             "order, over restarts too.")
                              .arg(name),
                          tr("Transfers to it are not forwarded and expire; look-ups and quotes that it "
                             "should answer fail.")}
            : QStringList{tr("%n message(s) wait and go out in order.", nullptr, int(row.queued)),
                          tr("The hub takes new transfers to it as before.")};
    question.action = paused ? tr("Pause deliveries") : tr("Resume deliveries");
    question.harmless = paused ? tr("Keep delivering") : tr("Keep paused");
    question.dangerous = paused;
    confirm(question, [this, name, paused](const api::ActionNote& note) {
        follow(hub().callbacks.setPaused(name, paused, note),
               paused ? tr("Deliveries to %1 are paused.").arg(name)
                      : tr("Deliveries to %1 go on.").arg(name),
               tr("Deliveries to %1 were not changed.").arg(name));
    });
}

void CallbackActions::replay(const api::DestinationRow& row, const std::vector<qint64>& ids)
{
    const int count = ids.empty() ? int(row.deadLetters) : int(ids.size());
    QStringList facts{tr("The same messages go to the addresses that %1 has now, behind what waits already.")
                          .arg(row.participant),
                      tr("Each goes out once, however often this is asked for.")};
    if (row.paused)
        facts << tr("Deliveries to %1 are paused: they wait until it goes on.").arg(row.participant);
    confirm({tr("Send %n message(s) to %1 again?", nullptr, count).arg(row.participant), facts,
             tr("Send again"), tr("Leave them"), false},
            [this, name = row.participant, ids](const api::ActionNote& note) {
                api::whenDone(
                    hub().callbacks.replay({ids, ids.empty() ? name : QString()}, note), this,
                    [this](const api::Result<api::ReplayReport>& report) {
                        if (!report)
                            return failed(report.error(), tr("What was not sent again is still "
                                                             "listed as given up."));
                        QString words = tr("%n message(s) are sent again.", nullptr, int(report->replayed));
                        if (report->gone > 0)
                            words += QLatin1Char(' ') + tr("%n had gone before.", nullptr, int(report->gone));
                        if (report->remaining > 0)
                            words +=
                                QLatin1Char(' ') + tr("%n remain given up.", nullptr, int(report->remaining));
                        done(words);
                    });
            });
}

void CallbackActions::probe(const api::DestinationRow& row)
{
    QStringList origins;
    QStringList types;
    for (const auto& endpoint : row.endpoints) {
        if (endpoint.state == api::EndpointState::Missing) continue;
        const QString origin = originOf(endpoint.value);
        if (origins.contains(origin)) continue;
        origins << origin;
        types << endpoint.type;
    }
    if (types.isEmpty()) return told(tr("%1 has no address to probe.").arg(row.participant));
    auto words = std::make_shared<QStringList>();
    for (const QString& type : types)
        api::whenDone(hub().callbacks.probe(row.participant, type), this,
                      [this, words, all = types.size()](const api::Result<api::ProbeResult>& result) {
                          if (!result) return failed(result.error(), tr("Nothing was changed."));
                          *words << models::probeText(*result);
                          if (words->size() == all) told(words->join(QLatin1Char(' ')));
                      });
}

} // namespace hub::panes
