#include "core/events/span.h"

#include "core/base/check.h"

namespace hub::events {

const char* toString(SpanKind kind)
{
    switch (kind) {
    case SpanKind::Guard:
        return "guard";
    case SpanKind::Validate:
        return "validate";
    case SpanKind::Queue:
        return "queue";
    case SpanKind::Apply:
        return "apply";
    case SpanKind::Commit:
        return "commit";
    case SpanKind::Outbox:
        return "outbox";
    case SpanKind::Deliver:
        return "deliver";
    case SpanKind::Lookup:
        return "lookup";
    case SpanKind::Job:
        return "job";
    }
    HUB_CHECK(false);
}

} // namespace hub::events
