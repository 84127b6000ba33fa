SELECT name FROM pragma_table_info('alerts') WHERE name = 'crc';
