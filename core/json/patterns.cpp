#include "core/json/patterns.h"

#include "core/base/clock.h"
#include "core/domain/amount.h"
#include "core/domain/currency.h"
#include "core/domain/ids.h"

#include <string>

namespace hub::json {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isLetterOrDigit(char c)
{
    return isDigit(c) || isUpper(c) || (c >= 'a' && c <= 'z');
}
bool isBase64Url(char c)
{
    return isLetterOrDigit(c) || c == '-' || c == '_';
}

template <class Test>
bool all(std::string_view text, Test test)
{
    for (const char c : text)
        if (!test(c)) return false;
    return true;
}

bool isDate(std::string_view text)
{
    // The calendar is the clock's: a date is a moment at midnight.
    return text.size() == 10 && base::parseIso8601(std::string(text) + "T00:00:00.000Z").has_value();
}

bool isFourDigits(std::string_view text)
{
    return text.size() == 4 && all(text, isDigit);
}

/// ^(10|20|3[0-4]|4[0-4]|5[0-4])[0-9]{2}$
bool isPeerErrorCode(std::string_view text)
{
    if (!isFourDigits(text)) return false;
    if (text[0] == '1' || text[0] == '2') return text[1] == '0';
    return text[0] >= '3' && text[0] <= '5' && text[1] <= '4';
}

bool isPacket(std::string_view text)
{
    for (int i = 0; i < 2 && !text.empty() && text.back() == '='; ++i)
        text.remove_suffix(1);
    return !text.empty() && all(text, isBase64Url);
}

/// Up to `wholeMax` degrees with up to six decimals, none but zeros at the limit itself.
bool isDegrees(std::string_view text, int wholeMax)
{
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
    const std::size_t dot = text.find('.');
    const std::string_view whole = text.substr(0, dot);
    if (whole.empty() || whole.size() > 3 || !all(whole, isDigit)) return false;
    if (whole.size() > 1 && whole[0] == '0') return false;
    int value = 0;
    for (const char c : whole)
        value = value * 10 + (c - '0');
    if (value > wholeMax) return false;
    if (dot == std::string_view::npos) return true;
    const std::string_view decimals = text.substr(dot + 1);
    if (decimals.empty() || decimals.size() > 6 || !all(decimals, isDigit)) return false;
    return value < wholeMax || all(decimals, [](char c) { return c == '0'; });
}

/// The code point at `at`, which moves behind it. The text is valid UTF-8.
char32_t nextCodePoint(std::string_view text, std::size_t& at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t codePoint = lead & (0x3FU >> more);
    for (int i = 0; i < more && at < text.size(); ++i)
        codePoint = (codePoint << 6) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    return codePoint;
}

bool isName(std::string_view text)
{
    constexpr char32_t kNonJoiner = 0x200C;
    constexpr char32_t kJoiner = 0x200D;
    std::size_t count = 0;
    bool hasInk = false;
    for (std::size_t at = 0; at < text.size(); ++count) {
        const char32_t c = nextCodePoint(text, at);
        if (c == ' ') continue;
        hasInk = true;
        if (c < 0x80) {
            const auto ascii = static_cast<char>(c);
            if (!isBase64Url(ascii) && ascii != '.' && ascii != ',' && ascii != '\'') return false;
        } else if (c != kNonJoiner && c != kJoiner && !isWordCodePoint(c)) {
            return false;
        }
    }
    return hasInk && count <= 128;
}

} // namespace

std::size_t lengthOf(std::string_view text)
{
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

bool matches(Pattern pattern, std::string_view text)
{
    switch (pattern) {
    case Pattern::None:
        return true;
    case Pattern::Amount:
        return domain::Amount::parseFspiop(text).has_value();
    case Pattern::CorrelationId:
        return domain::CorrelationId::parse(text).has_value();
    case Pattern::DateTime:
        return base::parseIso8601(text).has_value();
    case Pattern::Date:
        return isDate(text);
    case Pattern::ErrorCode:
        return isFourDigits(text) && text[0] != '0';
    case Pattern::PeerErrorCode:
        return isPeerErrorCode(text);
    case Pattern::BulkErrorCode:
        return isFourDigits(text);
    case Pattern::TokenCode:
        return text.size() >= 4 && text.size() <= 32 && all(text, isLetterOrDigit);
    case Pattern::Condition:
        return text.size() == 43 && all(text, isBase64Url);
    case Pattern::IlpPacket:
        return isPacket(text);
    case Pattern::Latitude:
        return isDegrees(text, 90);
    case Pattern::Longitude:
        return isDegrees(text, 180);
    case Pattern::MerchantCode:
        return !text.empty() && text.size() <= 4 && all(text, isDigit);
    case Pattern::Name:
        return isName(text);
    case Pattern::SubScenario:
        return !text.empty() && text.size() <= 32 && all(text, [](char c) { return isUpper(c) || c == '_'; });
    case Pattern::BalanceOfPayments:
        return text.size() == 3 && all(text, isDigit) && text[0] != '0';
    case Pattern::Currency: {
        const auto currency = domain::Currency::parse(text);
        return currency && currency->isFspiop();
    }
    }
    return false;
}

std::string_view patternText(Pattern pattern)
{
    switch (pattern) {
    case Pattern::None:
    case Pattern::Currency:
        return {};
    case Pattern::Amount:
        return "^([0]|([1-9][0-9]{0,17}))([.][0-9]{0,3}[1-9])?$";
    case Pattern::CorrelationId:
        return "^[0-9a-f]{8}-[0-9a-f]{4}-[1-7][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$|"
               "^[0-9A-HJKMNP-TV-Z]{26}$";
    case Pattern::DateTime:
        return "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{3}"
               "(Z|[+-][01][0-9]:[0-5][0-9])$";
    case Pattern::Date:
        return "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    case Pattern::ErrorCode:
        return "^[1-9][0-9]{3}$";
    case Pattern::PeerErrorCode:
        return "^(10|20|3[0-4]|4[0-4]|5[0-4])[0-9]{2}$";
    case Pattern::BulkErrorCode:
        return "^[0-9]{4}$";
    case Pattern::TokenCode:
        return "^[0-9a-zA-Z]{4,32}$";
    case Pattern::Condition:
        return "^[A-Za-z0-9-_]{43}$";
    case Pattern::IlpPacket:
        return "^[A-Za-z0-9-_]+[=]{0,2}$";
    case Pattern::Latitude:
        return "^([+]|-)?(90([.]0{1,6})?|([0-9]|[1-8][0-9])([.][0-9]{1,6})?)$";
    case Pattern::Longitude:
        return "^([+]|-)?(180([.]0{1,6})?|([0-9]|[1-9][0-9]|1[0-7][0-9])([.][0-9]{1,6})?)$";
    case Pattern::MerchantCode:
        return "^[0-9]{1,4}$";
    case Pattern::Name:
        return "^(?!\\s*$)[\\p{L}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control} .,'-]{1,128}$";
    case Pattern::SubScenario:
        return "^[A-Z_]{1,32}$";
    case Pattern::BalanceOfPayments:
        return "^[1-9][0-9]{2}$";
    }
    return {};
}

} // namespace hub::json
