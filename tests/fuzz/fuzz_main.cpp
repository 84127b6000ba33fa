#include "tests/fuzz/targets.h"

#include <cstddef>
#include <cstdint>

/// libFuzzer calls it with each input; HUB_FUZZ_TARGET names the function.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    hub::fuzz::HUB_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
