CREATE TABLE quotes (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    payer         TEXT NOT NULL,
    payee         TEXT NOT NULL,
    request_hash  BLOB NOT NULL CHECK (length(request_hash) = 32),
    request       BLOB NOT NULL,
    asked_at      INTEGER NOT NULL,
    reply_kind    INTEGER NOT NULL DEFAULT 0 CHECK (reply_kind BETWEEN 0 AND 2),
    reply_hash    BLOB,
    reply_headers BLOB,
    reply         BLOB,
    replied_at    INTEGER
) STRICT;
