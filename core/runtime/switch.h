#pragma once

#include "core/base/expected.h"
#include "core/config/config.h"
#include "core/hub/hub_api.h"

#include <QString>

#include <functional>
#include <memory>
#include <string>

namespace hub::runtime {

/// What a start needs beside the settings.
struct SwitchOptions
{
    QString dataDirectory;
    config::Config config;
    bool isInsecure = false;
};

/// Why the hub did not start or had to end, with the exit code that says so.
struct Failure
{
    int exitCode = 70;
    std::string detail;
};

/// Where the listeners really are, e.g. `http://127.0.0.1:3000`.
struct Addresses
{
    std::string fspiop;
    std::string operatorApi;
};

/// The whole hub without a window: owns store, ledger, servers and senders in start order and stops them in
/// reverse (docs/threads.md). One thread makes, starts and stops it; everything else runs on threads of its
/// own.
class Switch
{
public:
    /// `onFailure` is called on any thread when the running hub must end (a failed commit, a broken check).
    Switch(SwitchOptions options, std::function<void(Failure)> onFailure);
    /// Stops if it runs.
    ~Switch();
    Switch(const Switch&) = delete;
    Switch& operator=(const Switch&) = delete;

    /// Opens the data, recovers, serves. Blocks until ready (seconds at most) and is therefore not for the
    /// GUI thread of a window that is already shown.
    base::Expected<Addresses, Failure> start();
    /// Stops accepting, answers what is open, delivers what is in flight, checkpoints. At most about 5 s.
    void stop();

    /// The door for the desk; valid between start() and stop().
    api::HubApi hub();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace hub::runtime
