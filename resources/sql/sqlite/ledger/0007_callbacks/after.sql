SELECT 'deliveries to participant ' || participant || ' are paused' FROM delivery_pauses;
