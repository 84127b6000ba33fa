#include "core/runtime/resource_exits.h"

#include "core/runtime/command_line.h"

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace hub::runtime {
namespace {

/// Nothing may be allocated here.
[[noreturn]] void end(std::string_view line)
{
    static_cast<void>(!::write(STDERR_FILENO, line.data(), line.size()));
    ::_exit(exit_code::kOutOfMemory);
}

void onNoMemory()
{
    end("hubdeck: the system refuses memory\n");
}

bool isRefusal(const std::system_error& error)
{
    for (const int code : {EAGAIN, ENOMEM, EMFILE, ENFILE})
        if (error.code().value() == code) return true;
    return false;
}

[[noreturn]] void onTerminate()
{
    if (const auto current = std::current_exception()) {
        try {
            std::rethrow_exception(current);
        } catch (const std::bad_alloc&) {
            onNoMemory();
        } catch (const std::system_error& error) {
            if (isRefusal(error)) end("hubdeck: the system refuses a thread or a file\n");
        } catch (...) {
        }
    }
    std::abort();
}

} // namespace

void installResourceExits()
{
    std::set_new_handler(onNoMemory);
    std::set_terminate(onTerminate);
}

} // namespace hub::runtime
