SELECT 'progress' WHERE (SELECT count(*) FROM progress) <> 1;
