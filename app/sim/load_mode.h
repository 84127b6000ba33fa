#pragma once

#include <span>

namespace hub::sim {

/// `hubdeck-sim load …`: drives whole transfers as both DFSPs and measures them. Returns the exit code: 0 all
/// positions right and nothing outstanding, 1 not so, 64 usage, 69 no hub, 73 journal cannot be made.
int runLoad(std::span<const char* const> words);

} // namespace hub::sim
