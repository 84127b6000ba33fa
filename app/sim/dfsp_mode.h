#pragma once

#include <span>

namespace hub::sim {

extern const char* const kDfspHelp;
/// `hubdeck-sim dfsp …`: one simulated DFSP until SIGTERM. Returns the exit code.
int runDfsp(std::span<const char* const> words);

} // namespace hub::sim
