#pragma once

namespace hub::sim {

/// SIGTERM and SIGINT ask the running mode to end; a second one ends the program at once. SIGPIPE is ignored.
void installStopSignals();
bool stopRequested();

} // namespace hub::sim
