#pragma once

#include "core/admin/services.h"
#include "core/hub/hub_api.h"

#include <memory>

namespace hub::local {

/// The desk's door in the same process: core/hub over the operator's services, so that the desk and the
/// operator listener obey the same rules. Futures are finished on the ledger, a reader or the caller's
/// thread; take them with
/// `.then(context, ...)`. Feeds come from the live board.
class LocalHub
{
public:
    /// Takes the boards' handlers, so it is made before they start and goes after board.stop(). `services`
    /// and `board` outlive it. `caller` is who works at the desk.
    LocalHub(admin::AdminServices& services, admin::LiveBoard& board, admin::Caller caller = deskCaller());
    ~LocalHub();
    LocalHub(const LocalHub&) = delete;
    LocalHub& operator=(const LocalHub&) = delete;

    /// The references live as long as this.
    api::HubApi api();

    /// The door for one caller of the operator listener; lives as long as it is held, and no longer than
    /// this. Any thread.
    std::shared_ptr<api::HubApi> apiFor(const admin::Caller& caller);

    /// Nobody has logged in; actions of class C3 and above need a reason.
    static admin::Caller deskCaller();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace hub::local
