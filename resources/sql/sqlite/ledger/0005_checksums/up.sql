ALTER TABLE transfers ADD COLUMN relay_crc INTEGER;
ALTER TABLE transfer_states ADD COLUMN relay_crc INTEGER;
ALTER TABLE outbox ADD COLUMN relay_crc INTEGER;
ALTER TABLE dead_letters ADD COLUMN relay_crc INTEGER;
ALTER TABLE settlement_history ADD COLUMN crc INTEGER;
ALTER TABLE directory_entries ADD COLUMN crc INTEGER;

CREATE TABLE directory_totals (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    entries INTEGER NOT NULL,
    crcs    INTEGER NOT NULL
) STRICT;
INSERT INTO directory_totals (one, entries, crcs) SELECT 1, count(*), 0 FROM directory_entries;
