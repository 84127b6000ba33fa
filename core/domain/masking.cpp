#include "core/domain/masking.h"

#include <algorithm>
#include <vector>

namespace hub::domain {

std::string masked(std::string_view identifier)
{
    constexpr std::size_t kHead = 3;
    constexpr std::size_t kTail = 2;
    constexpr std::string_view kHidden = "\u2026";
    // Where each character starts; a byte that continues one does not count.
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < identifier.size(); ++i)
        if ((static_cast<unsigned char>(identifier[i]) & 0xC0U) != 0x80U) starts.push_back(i);
    if (starts.empty()) return {};
    // At least half of it stays hidden.
    const std::size_t shown = std::min(kHead + kTail, starts.size() / 2);
    const std::size_t tail = std::min(kTail, shown / 2);
    const std::size_t head = shown - tail;
    std::string out(identifier.substr(0, head < starts.size() ? starts[head] : identifier.size()));
    out += kHidden;
    if (tail > 0) out += identifier.substr(starts[starts.size() - tail]);
    return out;
}

} // namespace hub::domain
