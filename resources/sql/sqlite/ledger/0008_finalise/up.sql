CREATE TABLE finalises (
    settlement INTEGER PRIMARY KEY,
    state      INTEGER NOT NULL,
    file_hash  BLOB NOT NULL,
    job        BLOB NOT NULL,
    crc        INTEGER NOT NULL,
    file       BLOB
) STRICT;
