CREATE TABLE alerts (
    id              INTEGER PRIMARY KEY,
    rule            INTEGER NOT NULL,
    state           INTEGER NOT NULL,
    severity        INTEGER NOT NULL,
    account         INTEGER NOT NULL,
    object          TEXT NOT NULL,
    currency        TEXT NOT NULL,
    value           TEXT NOT NULL,
    text            TEXT NOT NULL,
    since           INTEGER NOT NULL,
    last            INTEGER NOT NULL,
    count           INTEGER NOT NULL,
    mails           INTEGER NOT NULL,
    mails_in_series INTEGER NOT NULL,
    series_since    INTEGER NOT NULL,
    mailed_at       INTEGER NOT NULL,
    acknowledged_by TEXT NOT NULL,
    note            TEXT NOT NULL,
    resolved_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX alerts_open ON alerts (state) WHERE state <> 3;
