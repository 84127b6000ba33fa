ALTER TABLE participants ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE limits ADD COLUMN liquidity_percent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE window_flows ADD COLUMN is_settled INTEGER NOT NULL DEFAULT 0;

CREATE TABLE contacts (
    id          INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL,
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    email       TEXT NOT NULL,
    phone       TEXT NOT NULL,
    changed_at  INTEGER NOT NULL,
    crc         INTEGER NOT NULL
) STRICT;
