#include "core/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace hub::base {

void checkFailed(const char* expression, const char* file, int line)
{
    std::fprintf(stderr,
                 "{\"level\":\"fatal\",\"message\":\"check failed: %s\",\"file\":\"%s\",\"line\":%d}\n",
                 expression, file, line);
    std::fflush(stderr);
#ifdef HUB_CHECK_ABORTS
    std::abort();
#else
    std::_Exit(70);
#endif
}

} // namespace hub::base
