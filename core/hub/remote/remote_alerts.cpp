#include "core/hub/remote/remote_alerts.h"

#include <QtCore/QUrlQuery>

#include <algorithm>

namespace hub::remote {
namespace {

QString name(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QFuture<api::Result<api::Page<api::AlertRow>>> RemoteAlerts::list(api::AlertFilter filter,
                                                                  api::PageRequest page)
{
    const auto limit = static_cast<std::size_t>(std::clamp(page.limit, 1, 500));
    QUrlQuery query;
    if (filter.state) query.addQueryItem(QStringLiteral("state"), name(wire::nameOf(*filter.state)));
    if (filter.rule) query.addQueryItem(QStringLiteral("rule"), name(wire::nameOf(*filter.rule)));
    if (!filter.object.isEmpty())
        query.addQueryItem(QStringLiteral("object"),
                           QString::fromLatin1(QUrl::toPercentEncoding(filter.object)));
    if (!page.after.isEmpty()) query.addQueryItem(QStringLiteral("before"), page.after);
    // One more than asked for tells whether there is another page.
    query.addQueryItem(QStringLiteral("limit"), QString::number(limit + 1));
    const Pending<api::Page<api::AlertRow>> pending;
    m_hub.link().call(
        Call{"GET", QStringLiteral("/hub/v1/alerts?") + query.toString(QUrl::FullyEncoded), {}, {}},
        [pending, limit](const Answer& answer) {
            auto rows = readAnswer<std::vector<api::AlertRow>>(answer);
            if (!rows) return pending.finish(base::Unexpected(rows.error()));
            api::Page<api::AlertRow> out;
            out.rows = *std::move(rows);
            if (out.rows.size() > limit) {
                out.rows.resize(limit);
                out.next = QString::number(out.rows.back().id);
            }
            pending.finish(std::move(out));
        });
    return pending.future();
}

QFuture<api::Result<api::AlertRow>> RemoteAlerts::acknowledge(qint64 id, api::ActionNote note)
{
    json::Writer body;
    body.beginObject().member("state", "ACKNOWLEDGED");
    if (!note.reason.isEmpty()) body.member("note", note.reason.toStdString());
    body.endObject();
    return m_hub.act<api::AlertRow>("PUT", QStringLiteral("/hub/v1/alerts/%1").arg(id), note, body.take());
}

} // namespace hub::remote
