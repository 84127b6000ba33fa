SELECT 'quotes' WHERE (SELECT count(*) FROM quotes) <> 0;
