#pragma once

#include "core/hub/hub_api.h"
#include "core/hub/remote/operator_link.h"

#include <QtCore/QUrl>

#include <memory>

namespace hub::remote {

/// The desk's door to a hub in another process: core/hub over the operator API. Answers and feeds come from
/// polling; a hub that is not there makes every call end as Unreachable, and is tried again by itself. Made,
/// used for its connection and destroyed on one thread with an event loop; the APIs on any.
class RemoteHub
{
public:
    explicit RemoteHub(const QUrl& base, LinkOptions options = {});
    ~RemoteHub();
    RemoteHub(const RemoteHub&) = delete;
    RemoteHub& operator=(const RemoteHub&) = delete;

    /// The references live as long as this.
    api::HubApi api();
    api::Connection& connection();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// `https://hub.example:3001`, or `hub.example:3001` for http; nothing for what is no address of a server.
std::optional<QUrl> parseHubUrl(const QString& text);

} // namespace hub::remote
