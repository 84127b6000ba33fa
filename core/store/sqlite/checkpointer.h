#pragma once

#include "core/store/data_directory.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace hub::store {

struct CheckpointerOptions
{
    std::chrono::milliseconds pause{250};   ///< between looks
    std::int64_t passiveBytes = 32LL << 20; ///< copied back when this much was written since the last time
    std::chrono::milliseconds passiveEvery{5000}; ///< or after this long, when anything was written
    std::int64_t restartBytes = 96LL << 20;   ///< log above it: the writer waits until the log starts anew
    std::int64_t truncateBytes = 256LL << 20; ///< log above it: the file is cut too
};

/// Copies ledger.db's write-ahead log back, off the writer's thread, bounds its growth, and keeps the head
/// file (how far the ledger had come). Own thread and connection.
class Checkpointer
{
public:
    explicit Checkpointer(DataDirectory& directory, CheckpointerOptions options = {});
    ~Checkpointer();

    void start();
    /// A last checkpoint and head, then the thread ends. After the writer has ended. Idempotent.
    void stop();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hub::store
