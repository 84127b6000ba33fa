#pragma once

#include <string_view>

/// A message that verifies: the key, its body and the start of every value of FSPIOP-Signature that is good
/// for it. The private key was thrown away.
namespace hub::fuzz {

inline constexpr std::string_view kSampleKey =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAz2P/dPqFs8OGmgS3RQR9\n"
    "5jp1X/G0UPj0MG24WqNf8d3aBh3E9NtT8Wzry5lDY+zNEQVcPwIE4IdWvbbLwBXu\n"
    "+xoj6Fb50lfdfX3mLiWnlZ8s8lgJFlz0SqTz1kikMS2rKqDoXpBuswL98fNRgv+p\n"
    "GrbZXLU6dUnowM9m2DdN7PtnrCo9o254kspFEG6L8XtEftBCuZGwXeybjQqhO9BN\n"
    "aCLL+b+dS3uC8pJpWwiC5Z5fv7XxI/544/YWkUopIRaAqacydPF8fCfWcf/q274v\n"
    "k6Gnr/VKbvZ/r2mAy7RSYLXu+l1vF/RtsrrnYNsvrzxOa/xooCFckS8Qws/pRK5W\n"
    "1wIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
inline constexpr std::string_view kSampleBody =
    "{\"transferId\":\"b51ec534-ee48-4575-b6a9-ead2955b8069\",\"payerFsp\":\"green\",\"payeeFs"
    "p\":\"blue\",\"amount\":{\"currency\":\"USD\",\"amount\":\"1.5\"},\"ilpPacket\":\"AYIBgQ\",\"condi"
    "tion\":\"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU\",\"expiration\":\"2026-11-23T18:"
    "03:11.345Z\",\"extensionList\":{\"extension\":[{\"key\":\"k\",\"value\":\"v\"}]}}";
inline constexpr std::string_view kSampleSignature =
    "w4NutsYrzTiljDn1GC2KH7NugnRfvRX7SCyav7br2v8YQz2kPmeeCxIV3iRzYsb0snmrVXYr35o1TfbkcfQCcFuB"
    "3_ty4fXDiOCCZKhWdfXdCfWlBkHK2sQpXWJfg62lkhd2PVuI3D0Dj48i3x9ZJDyDk75hoZtwYn0Ml1lCTIdZyHfL"
    "PWZ6KxRKXJIjo-cAjhp3gAi-j3-90ftEvDc0rcmXZc5lhm5BNphUOzNChv5LQ9QVA44ts_DK8kD_Q1mmBnOwDOqM"
    "pKFjQ-9fk56DFbzg5JVymJDYyEHQ3YSeTJwnkMjkGTLbGvkvv7jIetGnXdjM0MvuPGMTA9kZtnl2dw";

} // namespace hub::fuzz
