SELECT 'a flow without its window' WHERE EXISTS (SELECT 1 FROM window_flows f WHERE NOT EXISTS (SELECT 1 FROM windows w WHERE w.id = f.window));
SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_autoindex_%';
