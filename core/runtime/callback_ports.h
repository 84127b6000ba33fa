#pragma once

#include "core/admin/callbacks_service.h"
#include "core/fspiop/callback_desk.h"
#include "core/fspiop/services.h"
#include "core/http/sender.h"

namespace hub::runtime {

/// What the operator side asks of the sending side; all arguments outlive what is made of them.
admin::CallbackPorts callbackPorts(const http::Sender& sender, const fspiop::CallbackDesk& desk,
                                   fspiop::FspiopServices& services, int probeTimeoutMs,
                                   std::size_t replayMax);

} // namespace hub::runtime
