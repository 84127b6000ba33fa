#pragma once

namespace hub::base {

/// Prints the failed expression with its place to stderr and ends the process with exit code 70
/// (internal check failed, docs/start.md). Never returns. Any thread.
[[noreturn]] void checkFailed(const char* expression, const char* file, int line);

} // namespace hub::base

/// What the author holds to be true of the program itself (never of input). Stays on in every build: a hub
/// that goes on after a broken invariant spends other people's money.
#define HUB_CHECK(expression)                                                                                \
    (static_cast<bool>(expression) ? static_cast<void>(0)                                                    \
                                   : ::hub::base::checkFailed(#expression, __FILE__, __LINE__))
