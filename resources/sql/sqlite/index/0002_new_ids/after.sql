SELECT 'an id is in both tables' WHERE EXISTS (SELECT 1 FROM new_ids JOIN ids USING (id));
