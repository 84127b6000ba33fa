ALTER TABLE windows ADD COLUMN closed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE windows ADD COLUMN closed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE windows ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE windows ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE windows ADD COLUMN failure TEXT NOT NULL DEFAULT '';

CREATE TABLE window_flows (
    window          INTEGER NOT NULL,
    payer           INTEGER NOT NULL,
    payee           INTEGER NOT NULL,
    net             INTEGER NOT NULL,
    gross           INTEGER NOT NULL,
    transfers       INTEGER NOT NULL,
    gross_transfers INTEGER NOT NULL,
    crc             INTEGER,
    PRIMARY KEY (window, payer, payee)
) STRICT, WITHOUT ROWID;

INSERT INTO window_flows (window, payer, payee, net, gross, transfers, gross_transfers, crc)
    SELECT s.window, t.payer_account, t.payee_account, sum(t.amount), 0, count(*), 0, NULL
    FROM transfer_states s JOIN transfers t ON t.seq = s.seq
    WHERE s.window <> 0 AND t.payer_account <> 0 AND t.payee_account <> 0
    GROUP BY s.window, t.payer_account, t.payee_account;

CREATE TABLE window_contents (
    id          INTEGER PRIMARY KEY,
    window      INTEGER NOT NULL,
    model       INTEGER NOT NULL,
    ledger_type INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    state       INTEGER NOT NULL,
    reason      TEXT NOT NULL,
    settlement  INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    crc         INTEGER NOT NULL
) STRICT;

CREATE TABLE settlements (
    id         INTEGER PRIMARY KEY,
    model      INTEGER NOT NULL,
    state      INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    contents   BLOB NOT NULL,
    crc        INTEGER NOT NULL
) STRICT;

CREATE TABLE settlement_accounts (
    settlement         INTEGER NOT NULL,
    account            INTEGER NOT NULL,
    counterparty       INTEGER NOT NULL,
    net                INTEGER NOT NULL,
    state              INTEGER NOT NULL,
    reason             TEXT NOT NULL,
    external_reference TEXT NOT NULL,
    created_at         INTEGER NOT NULL,
    changed_at         INTEGER NOT NULL,
    transfer           INTEGER NOT NULL,
    transfer_id        BLOB NOT NULL,
    cap_raised_by      INTEGER NOT NULL,
    crc                INTEGER NOT NULL,
    PRIMARY KEY (settlement, account, counterparty)
) STRICT, WITHOUT ROWID;

CREATE TABLE settlement_history (
    key                INTEGER PRIMARY KEY,
    kind               INTEGER NOT NULL,
    subject            INTEGER NOT NULL,
    account            INTEGER NOT NULL,
    counterparty       INTEGER NOT NULL,
    state              INTEGER NOT NULL,
    at                 INTEGER NOT NULL,
    who                TEXT NOT NULL,
    reason             TEXT NOT NULL,
    external_reference TEXT NOT NULL
) STRICT;

CREATE TABLE interchange_rules (
    id   INTEGER PRIMARY KEY,
    rule BLOB NOT NULL,
    crc  INTEGER NOT NULL
) STRICT;

CREATE TABLE interchange_fees (
    transfer INTEGER NOT NULL,
    rule     INTEGER NOT NULL,
    window   INTEGER NOT NULL,
    payer    INTEGER NOT NULL,
    payee    INTEGER NOT NULL,
    amount   INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (transfer, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer_facts (
    seq   INTEGER PRIMARY KEY,
    facts BLOB NOT NULL
) STRICT;
