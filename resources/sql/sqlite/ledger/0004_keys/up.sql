ALTER TABLE participants ADD COLUMN signature_check INTEGER NOT NULL DEFAULT 0;

CREATE TABLE credentials (
    id          INTEGER PRIMARY KEY,
    participant INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    value       TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    valid_from  INTEGER NOT NULL,
    valid_until INTEGER,
    revoked_at  INTEGER,
    created_at  INTEGER NOT NULL
) STRICT;
