#pragma once

namespace hub::sim {

/// As the hub's own (sysexits); 1 says that a run ended with something wrong in it.
inline constexpr int kExitGood = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 64;
inline constexpr int kExitUnavailable = 69;
inline constexpr int kExitCannotCreate = 73;

} // namespace hub::sim
