#pragma once

#if defined(__clang__)
#define HUB_CAPABILITY(name) __attribute__((capability(name)))
#define HUB_REQUIRES(role) __attribute__((requires_capability(role)))
#define HUB_GUARDED_BY(role) __attribute__((guarded_by(role)))
#define HUB_ACQUIRE(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define HUB_RELEASE(...) __attribute__((release_capability(__VA_ARGS__)))
#define HUB_SCOPED __attribute__((scoped_lockable))
#define HUB_NO_ANALYSIS __attribute__((no_thread_safety_analysis))
#else
#define HUB_CAPABILITY(name)
#define HUB_REQUIRES(role)
#define HUB_GUARDED_BY(role)
#define HUB_ACQUIRE(...)
#define HUB_RELEASE(...)
#define HUB_SCOPED
#define HUB_NO_ANALYSIS
#endif

namespace hub::base {

/// A thread's role as a capability that clang checks at compile time: a function that must run on the ledger
/// writer says HUB_REQUIRES(writerRole). g++ ignores it; `packaging/dev.sh test` compiles the std-only rooms
/// with clang for it, `packaging/dev.sh threads` all of core.
class HUB_CAPABILITY("thread role") ThreadRole
{
};

/// The one thread that changes money (docs/threads.md).
inline ThreadRole writerRole;

/// Held by a thread's main function for as long as the thread plays the role.
class HUB_SCOPED RoleScope
{
public:
    explicit RoleScope(ThreadRole& role) HUB_ACQUIRE(role) { static_cast<void>(role); }
    ~RoleScope() HUB_RELEASE() {}
    RoleScope(const RoleScope&) = delete;
    RoleScope& operator=(const RoleScope&) = delete;
};

} // namespace hub::base
