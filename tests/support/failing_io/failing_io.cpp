// Preloaded into a hub: its writes into one file fail as a broken or full disk would make them.
//   HUB_FAIL_FILE   end of the file's name, such as `ledger.db-wal`
//   HUB_FAIL_WHEN   writes fail while this file exists
//   HUB_FAIL_WHILE  and this one; may be left out
//   HUB_FAIL_ERRNO  what they fail with

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <unistd.h>

namespace {

bool isThere(const char* variable, bool whenUnset)
{
    const char* path = std::getenv(variable);
    return path == nullptr ? whenUnset : ::access(path, F_OK) == 0;
}

bool mustFail(int file)
{
    const int before = errno;
    const char* wanted = std::getenv("HUB_FAIL_FILE");
    bool fails = false;
    if (wanted != nullptr && isThere("HUB_FAIL_WHEN", false) && isThere("HUB_FAIL_WHILE", true)) {
        char link[64];
        char name[4096];
        std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
        const ssize_t size = ::readlink(link, name, sizeof name);
        const auto length = std::strlen(wanted);
        fails =
            size >= static_cast<ssize_t>(length) && std::memcmp(name + size - length, wanted, length) == 0;
    }
    errno = before;
    if (fails) errno = std::atoi(std::getenv("HUB_FAIL_ERRNO"));
    return fails;
}

template <class Function>
Function* next(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" ssize_t write(int file, const void* bytes, size_t size)
{
    static auto* const real = next<ssize_t(int, const void*, size_t)>("write");
    return mustFail(file) ? -1 : real(file, bytes, size);
}

extern "C" ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset)
{
    static auto* const real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    return mustFail(file) ? -1 : real(file, bytes, size, offset);
}

extern "C" ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset)
{
    static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    return mustFail(file) ? -1 : real(file, bytes, size, offset);
}
