// The same four HTTP hops as a transfer on the switch's own server and sender, with no ledger behind them:
// the rate that the durable switch is measured against.
//
//   hubdeck-null-relay --callbacks URL [--port N] [--http-threads N] [--sender-threads N] [--late]
//   hubdeck-null-relay --sink [--port N] [--http-threads N]      answers and forwards nothing
//
// POST /transfers answers 202, PUT /transfers/{ID} answers 200; both go on to
// <callbacks>/<FSPIOP-Destination> and the path, one lane a destination, as the switch has it. With --late
// the answers are given from another thread, as the ledger does.
#include "core/base/bounded_queue.h"
#include "core/http/sender.h"
#include "core/http/server.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace hub;

namespace {

int stopPipe[2] = {-1, -1};

void onStopSignal(int)
{
    const char one = 1;
    const auto written = ::write(stopPipe[1], &one, 1);
    static_cast<void>(written);
}

class Counter final : public http::DeliverySink
{
public:
    std::atomic<std::uint64_t> good{0};
    std::atomic<std::uint64_t> bad{0};

    void delivered(std::vector<http::DeliveryResult>&& results) override
    {
        for (const auto& result : results)
            ++(result.outcome == http::DeliveryOutcome::Delivered ? good : bad);
    }
};

struct Settings
{
    std::string callbacks;
    std::uint16_t port = 0;
    int httpThreads = 1;
    int senderThreads = 1;
    bool late = false;
    bool sink = false;
};

Settings readSettings(const QStringList& arguments)
{
    Settings settings;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString& name = arguments[i];
        const QString value = i + 1 < arguments.size() ? arguments[i + 1] : QString();
        if (name == QLatin1String("--callbacks")) settings.callbacks = value.toStdString();
        if (name == QLatin1String("--port")) settings.port = value.toUShort();
        if (name == QLatin1String("--http-threads")) settings.httpThreads = value.toInt();
        if (name == QLatin1String("--sender-threads")) settings.senderThreads = value.toInt();
        if (name == QLatin1String("--late")) settings.late = true;
        if (name == QLatin1String("--sink")) settings.sink = true;
    }
    return settings;
}

// What the ledger thread is in the switch: takes all that is there, tells the rest after.
class LateAnswers
{
public:
    using Item = std::pair<std::shared_ptr<http::Exchange>, http::Outbound>;

    explicit LateAnswers(http::Sender& sender)
    {
        m_thread = std::thread([this, &sender] {
            std::vector<Item> items;
            while (m_queue.take(items, 4096, std::chrono::seconds(1))) {
                std::vector<http::Outbound> batch;
                batch.reserve(items.size());
                for (auto& [exchange, message] : items) {
                    exchange->answer(http::Answer::empty(message.method == http::Method::Post ? 202 : 200));
                    batch.push_back(std::move(message));
                }
                static_cast<void>(sender.sendBatch(std::move(batch)));
                items.clear();
            }
        });
    }
    ~LateAnswers()
    {
        m_queue.close();
        m_thread.join();
    }
    void push(std::shared_ptr<http::Exchange> exchange, http::Outbound&& message)
    {
        static_cast<void>(m_queue.push({std::move(exchange), std::move(message)}));
    }

private:
    base::BoundedQueue<Item> m_queue{65536};
    std::thread m_thread;
};

http::Outbound forwardOf(const http::Request& request, const std::string& callbacks, std::string subject)
{
    http::Outbound message;
    const std::string lane(request.headers.get("fspiop-destination"));
    const std::string url = callbacks + '/' + lane + request.path;
    message.lane = lane;
    message.method = request.method;
    message.resolveUrl = [url] { return url; };
    message.headers = request.headers;
    message.body = request.body;
    message.trace = request.trace;
    message.subject = std::move(subject);
    message.spanName = lane;
    return message;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const Settings settings = readSettings(QCoreApplication::arguments());
    if (!settings.sink && settings.callbacks.empty()) {
        std::fprintf(stderr, "usage: hubdeck-null-relay --callbacks URL [--port N] [--http-threads N] "
                             "[--sender-threads N] [--late]\n");
        return 64;
    }
    Counter counter;
    http::SenderOptions senderOptions;
    senderOptions.threads = settings.senderThreads;
    http::Sender sender(senderOptions, &counter);
    sender.start();
    std::unique_ptr<LateAnswers> late;
    if (settings.late) late = std::make_unique<LateAnswers>(sender);

    const auto relay = [&](std::shared_ptr<http::Exchange> exchange, int status, http::Outbound&& message) {
        if (settings.sink) return exchange->answer(http::Answer::empty(status));
        if (late) return late->push(std::move(exchange), std::move(message));
        exchange->answer(http::Answer::empty(status));
        static_cast<void>(sender.send(std::move(message)));
    };
    http::RouteTable table;
    const auto added = table.add({http::Method::Post,
                                  "/transfers",
                                  [&](std::shared_ptr<http::Exchange> exchange) {
                                      auto message = forwardOf(exchange->request(), settings.callbacks, {});
                                      relay(std::move(exchange), 202, std::move(message));
                                  },
                                  65536,
                                  {},
                                  {}}) &&
                       table.add({http::Method::Put,
                                  "/transfers/{ID}",
                                  [&](std::shared_ptr<http::Exchange> exchange) {
                                      const auto& request = exchange->request();
                                      auto message = forwardOf(request, settings.callbacks,
                                                               std::string(request.param("ID")));
                                      relay(std::move(exchange), 200, std::move(message));
                                  },
                                  65536,
                                  {},
                                  {}});
    if (!added) return 70;
    http::ServerOptions serverOptions;
    serverOptions.threads = settings.httpThreads;
    http::Server server(serverOptions, std::make_shared<const http::RouteTable>(std::move(table)));
    const auto port = server.start("127.0.0.1", settings.port);
    if (!port) {
        std::fprintf(stderr, "%s\n", port.error().detail.c_str());
        return 74;
    }
    std::printf("{\"ready\":true,\"fspiop\":\"http://127.0.0.1:%u\"}\n", static_cast<unsigned>(*port));
    std::fflush(stdout);

    if (::pipe(stopPipe) != 0) return 71;
    std::signal(SIGTERM, onStopSignal);
    std::signal(SIGINT, onStopSignal);
    QSocketNotifier stop(stopPipe[0], QSocketNotifier::Read);
    QObject::connect(&stop, &QSocketNotifier::activated, &application, [] { QCoreApplication::quit(); });
    QCoreApplication::exec();
    server.stop(1000);
    late.reset();
    sender.stop(1000);
    std::fprintf(stderr, "forwarded %llu, failed %llu\n",
                 static_cast<unsigned long long>(counter.good.load()),
                 static_cast<unsigned long long>(counter.bad.load()));
    return 0;
}
