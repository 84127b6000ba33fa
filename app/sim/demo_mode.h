#pragma once

#include <span>

namespace hub::sim {

extern const char* const kDemoHelp;
/// `hubdeck-sim demo …`: DFSPs that pay each other until SIGTERM. Returns the exit code.
int runDemo(std::span<const char* const> words);

} // namespace hub::sim
