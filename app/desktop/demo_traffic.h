#pragma once

#include <QString>

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
    qint64 m_processId = 0;
};

} // namespace hub::desktop
