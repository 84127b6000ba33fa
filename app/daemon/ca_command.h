#pragma once

#include "core/runtime/command_line.h"

#include <QStringList>

namespace hub::daemon {

/// `hubdeckd ca init | issue NAME | list | revoke SERIAL --data DIR`: the pilot's certificate authority in
/// DIR/keys/ca. Works beside a running hub.
int runAuthority(const runtime::CommandLine& line, const QStringList& words);

} // namespace hub::daemon
