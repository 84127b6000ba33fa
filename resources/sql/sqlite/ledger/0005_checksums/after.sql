SELECT 'no totals of the directory' WHERE (SELECT count(*) FROM directory_totals) <> 1;
