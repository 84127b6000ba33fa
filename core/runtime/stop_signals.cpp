#include "core/runtime/stop_signals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace hub::runtime {
namespace {

// A signal handler may touch nothing but lock-free statics and write().
std::array<int, 2> g_pipe{-1, -1};

void onSignal(int)
{
    const char byte = 1;
    static_cast<void>(!::write(g_pipe[1], &byte, 1));
}

} // namespace

StopSignals::StopSignals(QObject* parent)
    : QObject(parent)
{
    if (::pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
    auto* notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        std::array<char, 16> bytes{};
        static_cast<void>(!::read(g_pipe[0], bytes.data(), bytes.size()));
        Q_EMIT stopAsked();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    // A file size limit is then an error of the write, which the hub survives as it does a full disk.
    ::signal(SIGXFSZ, SIG_IGN);
}

StopSignals::~StopSignals()
{
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::signal(signal, SIG_DFL);
    for (int& end : g_pipe) {
        if (end >= 0) ::close(end);
        end = -1;
    }
}

} // namespace hub::runtime
