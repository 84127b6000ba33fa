#pragma once

namespace hub::runtime {

/// From here on a process to which the system refuses memory or threads ends with exit_code::kOutOfMemory and
/// one line on stderr, instead of being aborted. What it had acknowledged is on the disk; the next start goes
/// on from there. Main thread, before others are made.
void installResourceExits();

} // namespace hub::runtime
