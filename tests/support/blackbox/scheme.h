#pragma once

#include "tests/support/blackbox/dfsp.h"
#include "tests/support/blackbox/hub_process.h"

#include <memory>
#include <vector>

namespace hub::blackbox {

/// What a payment of a test says.
struct Payment
{
    QString id; ///< a fresh UUID when empty
    QString payer;
    QString payee;
    QString amount = QStringLiteral("100");
    QString currency = QStringLiteral("USD");
    int expiresInMs = 30'000;
    QByteArray version = "1.1";
    /// base64url of SHA-256 over the 32 bytes of `fulfilment`.
    QByteArray condition;
    QByteArray fulfilment;
    QByteArray ilpPacket = "AYIBgQAAAAAAAASwNGxldmVsb25lLmRmc3AxLm1lci45T2RTOF81";
    QByteArray body() const;
};

/// A scheme on a real hub: hub accounts, a default model, DFSPs with limits, funds and endpoints.
class Scheme
{
public:
    explicit Scheme(HubProcess& hub)
        : m_hub(hub)
    {}
    /// Hub accounts of a currency and the default deferred net model.
    bool prepare(const QString& currency = QStringLiteral("USD"));
    /// The default deferred net model; true when it is there already.
    bool makeModel();
    /// Onboards a DFSP through the operator API: participant, cap, deposit, endpoints at its own server.
    Dfsp* add(const QString& name, const QString& cap = QStringLiteral("1000"),
              const QString& deposit = QStringLiteral("10000"),
              const QString& currency = QStringLiteral("USD"));
    bool setEndpoints(const Dfsp& dfsp);
    /// `GET /participants/{name}/positions?currency=`, value as text; empty when it cannot be read.
    QString position(const QString& name, const QString& currency = QStringLiteral("USD")) const;
    /// Value of an account by type.
    QString account(const QString& name, const QString& type,
                    const QString& currency = QStringLiteral("USD")) const;

    Payment payment(const QString& payer, const QString& payee,
                    const QString& amount = QStringLiteral("100")) const;
    Reply prepareTransfer(const Payment& payment, const HeaderList& more = {}) const;
    Reply fulfil(const Payment& payment, const QByteArray& state = "COMMITTED") const;
    Reply reject(const Payment& payment, const QByteArray& code = "5104") const;
    Reply getTransfer(const QString& id, const QString& source) const;
    /// Any FSPIOP message with the usual headers of `resource`.
    Reply send(const QByteArray& method, const QString& path, const QByteArray& resource,
               const QString& source, const QString& destination, const QByteArray& body = {},
               const QByteArray& version = "1.1", const HeaderList& more = {}) const;
    HubProcess& hub() { return m_hub; }

private:
    HubProcess& m_hub;
    std::vector<std::unique_ptr<Dfsp>> m_dfsps;
};

/// A fresh lower-case UUID version 4.
QString newId();

} // namespace hub::blackbox
