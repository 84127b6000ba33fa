SELECT 'no store id' WHERE NOT EXISTS (SELECT 1 FROM meta WHERE name = 'store_id' AND length(value) = 16);
SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_autoindex_%';
