#pragma once

#include "core/admin/alert_board.h"
#include "core/admin/command_post.h"

namespace hub::admin {

/// Alarms for operators. Any thread. A hub without a board has none.
class AlertsService
{
public:
    AlertsService(AlertBoard* board, CommandPost& post)
        : m_board(board)
        , m_post(post)
    {}

    void list(events::AlertFilter filter, Done<std::vector<events::Alert>> done);
    /// The audit row comes first: what an operator has seen is on record before the alarm says so.
    void acknowledge(const Caller& caller, std::int64_t id, Note note, Done<events::Alert> done);
    AlertBoard* board() const { return m_board; }

private:
    AlertBoard* const m_board;
    CommandPost& m_post;
};

} // namespace hub::admin
