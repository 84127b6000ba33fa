CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('store_id', randomblob(16));

CREATE TABLE transfers (
    seq                INTEGER PRIMARY KEY,
    id                 BLOB NOT NULL,
    kind               INTEGER NOT NULL,
    payer              TEXT NOT NULL,
    payee              TEXT NOT NULL,
    source             TEXT NOT NULL,
    payer_account      INTEGER NOT NULL,
    payee_account      INTEGER NOT NULL,
    currency           TEXT NOT NULL,
    amount             INTEGER NOT NULL,
    received_at        INTEGER NOT NULL,
    expiration         INTEGER NOT NULL,
    hash               BLOB NOT NULL,
    condition          BLOB,
    external_reference TEXT NOT NULL,
    trace              BLOB NOT NULL,
    crc                INTEGER NOT NULL,
    headers            BLOB,
    body               BLOB
) STRICT;

CREATE TABLE transfer_states (
    key          INTEGER PRIMARY KEY,
    seq          INTEGER NOT NULL,
    state        INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    error_code   TEXT,
    error_text   TEXT,
    fulfilment   TEXT,
    completed_at INTEGER,
    window       INTEGER NOT NULL,
    fulfil_hash  BLOB,
    error_hash   BLOB,
    crc          INTEGER NOT NULL,
    headers      BLOB,
    body         BLOB
) STRICT;

CREATE TABLE transfer_hashes (
    key   INTEGER PRIMARY KEY,
    seq   INTEGER NOT NULL,
    store INTEGER NOT NULL,
    hash  BLOB NOT NULL
) STRICT;

CREATE TABLE open_transfers (
    seq   INTEGER PRIMARY KEY,
    state INTEGER NOT NULL,
    crc   INTEGER NOT NULL
) STRICT;

CREATE TABLE position_moves (
    key      INTEGER PRIMARY KEY,
    account  INTEGER NOT NULL,
    delta    INTEGER NOT NULL,
    value    INTEGER NOT NULL,
    transfer INTEGER NOT NULL,
    state    INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    crc      INTEGER NOT NULL
) STRICT;

CREATE TABLE positions (
    account    INTEGER PRIMARY KEY,
    value      INTEGER NOT NULL,
    reserved   INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    crc        INTEGER NOT NULL
) STRICT;

CREATE TABLE participants (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    is_active  INTEGER NOT NULL,
    is_proxy   INTEGER NOT NULL,
    direction  INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE accounts (
    id           INTEGER PRIMARY KEY,
    participant  INTEGER NOT NULL,
    currency     TEXT NOT NULL,
    type         INTEGER NOT NULL,
    is_active    INTEGER NOT NULL,
    has_position INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    crc          INTEGER NOT NULL
) STRICT;

CREATE TABLE limits (
    key           INTEGER PRIMARY KEY,
    account       INTEGER NOT NULL,
    net_debit_cap INTEGER NOT NULL,
    alarm_percent INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    crc           INTEGER NOT NULL
) STRICT;

CREATE TABLE endpoints (
    participant INTEGER NOT NULL,
    type        TEXT NOT NULL,
    value       TEXT NOT NULL,
    PRIMARY KEY (participant, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_types (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    description   TEXT NOT NULL,
    is_active     INTEGER NOT NULL,
    is_settleable INTEGER NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE models (
    id                      INTEGER PRIMARY KEY,
    name                    TEXT NOT NULL,
    is_active               INTEGER NOT NULL,
    granularity             INTEGER NOT NULL,
    interchange             INTEGER NOT NULL,
    delay                   INTEGER NOT NULL,
    currency                TEXT NOT NULL,
    require_liquidity_check INTEGER NOT NULL,
    ledger_type             INTEGER NOT NULL,
    settlement_type         INTEGER NOT NULL,
    auto_position_reset     INTEGER NOT NULL
) STRICT;

CREATE TABLE oracles (
    id            INTEGER PRIMARY KEY,
    party_id_type TEXT NOT NULL,
    endpoint_type TEXT NOT NULL,
    endpoint      TEXT NOT NULL,
    currency      TEXT NOT NULL,
    is_default    INTEGER NOT NULL,
    is_active     INTEGER NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE windows (
    id         INTEGER PRIMARY KEY,
    state      INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE directory_entries (
    type       TEXT NOT NULL,
    identifier TEXT NOT NULL,
    sub_id     TEXT NOT NULL,
    currency   TEXT NOT NULL,
    fsp        TEXT NOT NULL,
    PRIMARY KEY (type, identifier, sub_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    seq         INTEGER PRIMARY KEY,
    kind        INTEGER NOT NULL,
    destination TEXT NOT NULL,
    transfer    INTEGER NOT NULL,
    relay_from  INTEGER NOT NULL,
    relay_key   INTEGER NOT NULL,
    facts       BLOB NOT NULL,
    crc         INTEGER NOT NULL,
    headers     BLOB,
    body        BLOB
) STRICT;

CREATE TABLE dead_letters (
    seq         INTEGER PRIMARY KEY,
    kind        INTEGER NOT NULL,
    destination TEXT NOT NULL,
    transfer    INTEGER NOT NULL,
    relay_from  INTEGER NOT NULL,
    relay_key   INTEGER NOT NULL,
    facts       BLOB NOT NULL,
    crc         INTEGER NOT NULL,
    headers     BLOB,
    body        BLOB,
    attempts    INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    at          INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
    seq           INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    operator_name TEXT NOT NULL,
    action        TEXT NOT NULL,
    subject       TEXT NOT NULL,
    before        TEXT NOT NULL,
    after         TEXT NOT NULL,
    reason        TEXT NOT NULL,
    ticket        TEXT NOT NULL,
    refused       INTEGER NOT NULL,
    chain         BLOB NOT NULL
) STRICT;
