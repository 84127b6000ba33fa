SELECT 'settlement ' || id || ' is of no window' FROM settlements WHERE length(contents) > 0 AND id NOT IN (SELECT settlement FROM settlement_windows);
SELECT 'window ' || window || ' does not exist' FROM settlement_windows WHERE window NOT IN (SELECT id FROM windows);
