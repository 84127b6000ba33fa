CREATE TABLE progress (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    store_id  BLOB NOT NULL,
    seq       INTEGER NOT NULL,
    state_key INTEGER NOT NULL,
    hash_key  INTEGER NOT NULL,
    move_key  INTEGER NOT NULL
) STRICT;
INSERT INTO progress (one, store_id, seq, state_key, hash_key, move_key) VALUES (1, x'', 0, 0, 0, 0);

CREATE TABLE ids (
    id  BLOB PRIMARY KEY,
    seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE names (
    ref  INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE search (
    seq         INTEGER PRIMARY KEY,
    kind        INTEGER NOT NULL,
    payer       INTEGER NOT NULL,
    payee       INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    amount      INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    state       INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    error_code  TEXT NOT NULL,
    window      INTEGER NOT NULL,
    keys        BLOB NOT NULL
) STRICT;

CREATE TABLE blocks (
    block        INTEGER PRIMARY KEY,
    received_min INTEGER NOT NULL,
    received_max INTEGER NOT NULL,
    states       INTEGER NOT NULL,
    kinds        INTEGER NOT NULL,
    window_min   INTEGER NOT NULL,
    window_max   INTEGER NOT NULL,
    has_error    INTEGER NOT NULL
) STRICT;

CREATE TABLE party_blocks (
    party INTEGER NOT NULL,
    block INTEGER NOT NULL,
    PRIMARY KEY (party, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_blocks (
    account INTEGER NOT NULL,
    block   INTEGER NOT NULL,
    PRIMARY KEY (account, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_moves (
    account INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    move    INTEGER NOT NULL,
    PRIMARY KEY (account, at, move)
) STRICT, WITHOUT ROWID;
