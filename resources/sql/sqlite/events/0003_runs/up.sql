DROP TABLE trace_index;
DROP TABLE subject_index;

CREATE TABLE trace_index (
    run  INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    key  INTEGER NOT NULL,
    PRIMARY KEY (run, hash, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_index (
    run  INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    key  INTEGER NOT NULL,
    PRIMARY KEY (run, hash, key)
) STRICT, WITHOUT ROWID;

UPDATE progress SET key = 0;
