CREATE TABLE bulks (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    payer        TEXT NOT NULL,
    payee        TEXT NOT NULL,
    source       TEXT NOT NULL,
    state        INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    expiration   INTEGER NOT NULL,
    completed_at INTEGER,
    hash         BLOB NOT NULL,
    fulfil_hash  BLOB,
    error_hash   BLOB,
    error_code   TEXT,
    error_text   TEXT,
    items        INTEGER NOT NULL,
    trace        BLOB NOT NULL,
    crc          INTEGER NOT NULL
) STRICT;

CREATE INDEX open_bulks ON bulks (seq) WHERE state NOT IN (6, 7, 8);

CREATE TABLE bulk_items (
    bulk         INTEGER NOT NULL,
    item         INTEGER NOT NULL,
    transfer_id  BLOB NOT NULL,
    transfer     INTEGER NOT NULL,
    state        INTEGER NOT NULL,
    fulfilment   TEXT NOT NULL,
    error_code   TEXT,
    error_text   TEXT,
    crc          INTEGER NOT NULL,
    PRIMARY KEY (bulk, item)
) STRICT, WITHOUT ROWID;
