SELECT 'bulks without a table' WHERE (SELECT count(*) FROM sqlite_master WHERE name IN ('bulks', 'bulk_items')) <> 2;
