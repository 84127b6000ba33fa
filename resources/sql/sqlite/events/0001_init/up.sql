CREATE TABLE spans (
    key          INTEGER PRIMARY KEY,
    trace_hash   INTEGER NOT NULL,
    subject_hash INTEGER NOT NULL,
    body         BLOB NOT NULL
) STRICT;

CREATE TABLE trace_index (
    hash INTEGER NOT NULL,
    key  INTEGER NOT NULL,
    PRIMARY KEY (hash, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_index (
    hash INTEGER NOT NULL,
    key  INTEGER NOT NULL,
    PRIMARY KEY (hash, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE progress (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key INTEGER NOT NULL
) STRICT;
INSERT INTO progress (one, key) VALUES (1, 0);
