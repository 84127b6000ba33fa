#pragma once

namespace hub::base {

/// Gives the calling thread the name under which the system's tools (top -H, perf, gdb) show it. At most 15
/// characters; the names are those of docs/threads.md. Any thread.
void nameThread(const char* name);

} // namespace hub::base
