#include "core/base/check.h"

#include <cstdio>

int main()
{
    HUB_CHECK(1 + 1 == 2);
    std::puts("before");
    std::fflush(stdout);
    HUB_CHECK(1 + 1 == 3);
    std::puts("after");
    return 0;
}
