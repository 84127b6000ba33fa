#pragma once

#include <cstdint>
#include <string_view>

namespace hub::json {

/// The text patterns of FSPIOP (fspiop 5.1a), matched by hand: a regular expression engine under bytes from
/// strangers is neither fast nor bounded.
enum class Pattern : std::uint8_t {
    None,
    Amount,
    CorrelationId,
    DateTime,
    Date,
    ErrorCode,     ///< ERR1: transfers, look-ups, transaction requests
    PeerErrorCode, ///< ERR2: quoting
    BulkErrorCode, ///< any four digits: bulk transfers
    TokenCode,     ///< what a cash-out's redemption is paid against
    Condition,     ///< IlpCondition and IlpFulfilment
    IlpPacket,
    Latitude,
    Longitude,
    MerchantCode,
    Name, ///< letters, marks, digits and connectors of any script, blank and . , ' -
    SubScenario,
    BalanceOfPayments,
    Currency, ///< not a pattern on the wire but the enumeration of 164 codes
};

bool matches(Pattern pattern, std::string_view text);
/// How the pattern is written in a schema; empty for None and Currency.
std::string_view patternText(Pattern pattern);

/// True for the letters, marks, decimal digits and connector punctuation of Unicode 14 above U+007F. Gaps of
/// code points that were unassigned then count as what surrounds them, so later letters pass too.
bool isWordCodePoint(char32_t codePoint);
/// Characters (code points) of valid UTF-8.
std::size_t lengthOf(std::string_view text);

} // namespace hub::json
