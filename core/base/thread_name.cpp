#include "core/base/thread_name.h"

#if defined(__linux__)
#include <pthread.h>
#endif

namespace hub::base {

void nameThread([[maybe_unused]] const char* name)
{
#if defined(__linux__)
    pthread_setname_np(pthread_self(), name);
#endif
}

} // namespace hub::base
