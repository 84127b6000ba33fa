SELECT 'contacts are there' FROM contacts;
SELECT 'participant ' || name || ' is paused' FROM participants WHERE is_paused <> 0;
