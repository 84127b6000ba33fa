#include "core/admin/settlement_service.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <array>

namespace hub::admin {
namespace {

using ledger::WindowState;
constexpr std::array<std::pair<WindowState, std::string_view>, 7> kWindowStates{{
    {WindowState::Open, "OPEN"},
    {WindowState::Processing, "PROCESSING"},
    {WindowState::Closed, "CLOSED"},
    {WindowState::PendingSettlement, "PENDING_SETTLEMENT"},
    {WindowState::Settled, "SETTLED"},
    {WindowState::Aborted, "ABORTED"},
    {WindowState::Failed, "FAILED"},
}};

bool fits(const ledger::Window& window, const WindowQuery& query)
{
    return (!query.state || window.state == *query.state) &&
           (!query.from || window.createdAt >= *query.from) && (!query.to || window.createdAt <= *query.to);
}

} // namespace

using namespace domain::fspiop_code;

std::string_view toString(ledger::WindowState state)
{
    for (const auto& [value, text] : kWindowStates)
        if (value == state) return text;
    return {};
}

std::optional<ledger::WindowState> parseWindowState(std::string_view text)
{
    for (const auto& [value, name] : kWindowStates)
        if (name == text) return value;
    return std::nullopt;
}

SettlementService::SettlementService(const ledger::LedgerView& view, CommandPost& post, ReadPost& readers)
    : m_view(view)
    , m_post(post)
    , m_readers(readers)
{}

std::vector<domain::LedgerAccountType> SettlementService::accountTypes() const
{
    return m_view.registry()->accountTypes();
}

void SettlementService::createAccountType(const Caller& caller, ledger::CreateAccountType command, Note note,
                                          Done<ledger::Answer> done)
{
    command.note = actionNote(caller, std::move(note));
    m_post.post(caller, std::move(command), std::move(done));
}

std::vector<domain::SettlementModel> SettlementService::models() const
{
    auto out = m_view.registry()->models();
    std::erase_if(out, [](const auto& model) { return !model.isActive; });
    return out;
}

Result<domain::SettlementModel> SettlementService::model(std::string_view name) const
{
    const auto registry = m_view.registry();
    for (const auto& model : registry->models())
        if (base::equalsIgnoreCase(model.name, name)) return model;
    return refuse(kGenericIDNotFound, "The requested resource could not be found");
}

void SettlementService::createModel(const Caller& caller, ledger::CreateSettlementModel command, Note note,
                                    Done<ledger::Answer> done)
{
    command.note = actionNote(caller, std::move(note));
    m_post.post(caller, std::move(command), std::move(done));
}

void SettlementService::setModelActive(const Caller& caller, std::string name, bool isActive, Note note,
                                       Done<domain::SettlementModel> done)
{
    ledger::SetSettlementModelActive command{name, isActive, actionNote(caller, note)};
    m_post.postWithReason(
        caller, note, std::move(command),
        [this, name = std::move(name), done = std::move(done)](Result<ledger::Answer> answer) {
            if (answer)
                done(model(name));
            else
                done(base::Unexpected(answer.error()));
        });
}

std::string SettlementService::accountTypeName(domain::AccountType type) const
{
    const auto registry = m_view.registry();
    for (const auto& row : registry->accountTypes())
        if (row.id == type) return row.name;
    return {};
}

ledger::Window SettlementService::openWindow() const
{
    return m_view.openWindow();
}

void SettlementService::windows(WindowQuery query, Done<std::vector<ledger::Window>> done)
{
    m_readers.read<std::vector<ledger::Window>>(
        [query](ledger::LedgerReader& reader) {
            auto found = reader.windows(kWindowsMax);
            if (found) {
                std::erase_if(*found, [&](const auto& window) { return !fits(window, query); });
                std::sort(found->begin(), found->end(),
                          [](const auto& a, const auto& b) { return a.id > b.id; });
            }
            return found;
        },
        std::move(done));
}

void SettlementService::window(domain::WindowId id, Done<std::optional<ledger::Window>> done)
{
    m_readers.read<std::optional<ledger::Window>>(
        [id](ledger::LedgerReader& reader) -> base::Expected<std::optional<ledger::Window>, base::Error> {
            HUB_TRY(const auto all, reader.windows(kWindowsMax));
            const auto found =
                std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.id == id; });
            if (found == all.end()) return std::optional<ledger::Window>();
            return std::optional<ledger::Window>(*found);
        },
        std::move(done));
}

} // namespace hub::admin
