#pragma once

#include <QProcess>

#include <string>

namespace hub::desktop {

/// `hubdeck-sim demo` beside this program, paying through the embedded hub until the desk closes.
class DemoTraffic
{
public:
    /// False with a reason when the simulator cannot be started. `rate` in transfers a second.
    bool start(const std::string& fspiop, const std::string& operatorApi, int rate, QString& why);
    ~DemoTraffic();

private:
    QProcess m_process;
};

} // namespace hub::desktop
