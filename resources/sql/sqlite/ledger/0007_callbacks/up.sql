CREATE TABLE delivery_pauses (
    participant   INTEGER PRIMARY KEY,
    since         INTEGER NOT NULL,
    operator_name TEXT NOT NULL,
    reason        TEXT NOT NULL
) STRICT;

CREATE INDEX dead_letters_by_destination ON dead_letters (lower(destination), seq);
