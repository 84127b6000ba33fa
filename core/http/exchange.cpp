#include "core/http/exchange.h"

#include "core/base/log.h"
#include "core/http/answer_box.h"
#include "core/http/http_thread.h"
#include "core/http/route_table.h"

namespace hub::http {

Exchange::Exchange(Request&& request, std::shared_ptr<AnswerBox> box, Slot slot)
    : m_request(std::move(request))
    , m_box(std::move(box))
    , m_slot(slot)
{}

Exchange::~Exchange()
{
    if (!answered())
        answer(Answer::fspiopError(domain::makeError(domain::fspiop_code::kInternalServerError)));
    m_box->released();
}

void Exchange::answer(Answer answer)
{
    if (m_answered.exchange(true, std::memory_order_acq_rel)) {
        base::log(
            base::LogLevel::Warning, "second answer ignored",
            {{"route", m_request.route != nullptr ? std::string_view(m_request.route->name) : "unmatched"}});
        return;
    }
    if (m_whenAnswered) m_whenAnswered();
    m_box->deliver(m_slot, std::move(answer));
}

void AnswerBox::deliver(const Exchange::Slot& slot, Answer&& answer)
{
    // m_thread changes only on that thread, so on that thread it can be read without the lock.
    if (HttpThread* here = HttpThread::current(); here != nullptr && here->owns(*this)) {
        here->complete(slot, std::move(answer));
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (m_thread == nullptr) {
        m_shared->dropped.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    m_items.emplace_back(slot, std::move(answer));
    if (m_items.size() == 1) m_thread->wake();
}

void AnswerBox::take(std::vector<Item>& out)
{
    const std::lock_guard lock(m_mutex);
    out.swap(m_items);
}

void AnswerBox::close()
{
    const std::lock_guard lock(m_mutex);
    m_thread = nullptr;
    m_items.clear();
}

void AnswerBox::released()
{
    m_shared->exchanges.fetch_sub(1, std::memory_order_relaxed);
}

} // namespace hub::http
