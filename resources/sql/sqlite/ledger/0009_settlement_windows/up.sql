CREATE TABLE settlement_windows (
    window     INTEGER NOT NULL,
    settlement INTEGER NOT NULL,
    PRIMARY KEY (window, settlement)
) STRICT, WITHOUT ROWID;

-- The windows out of settlements.contents: numbers of seven bits a byte, lowest first, each doubled (zigzag), and every second
-- one is a window.
WITH RECURSIVE packed (id, bytes) AS (
    SELECT id, hex(contents) FROM settlements WHERE length(contents) > 0
), walk (id, bytes, at, byte, shift, value, ended, count) AS (
    SELECT id, bytes, 1,
           16 * (instr('0123456789ABCDEF', substr(bytes, 1, 1)) - 1) + instr('0123456789ABCDEF', substr(bytes, 2, 1)) - 1,
           0, 0, NULL, 0
    FROM packed
    UNION ALL
    SELECT id, bytes, at + 2,
           16 * (instr('0123456789ABCDEF', substr(bytes, at + 2, 1)) - 1)
               + instr('0123456789ABCDEF', substr(bytes, at + 3, 1)) - 1,
           iif(byte < 128, 0, shift + 7),
           iif(byte < 128, 0, value | ((byte & 127) << shift)),
           iif(byte < 128, value | ((byte & 127) << shift), NULL),
           count + (byte < 128)
    FROM walk WHERE at < length(bytes)
)
INSERT OR IGNORE INTO settlement_windows (window, settlement)
    SELECT ended >> 1, id FROM walk WHERE ended IS NOT NULL AND count % 2 = 0;
