SELECT 'participant ' || name || ' has a signature rule' FROM participants WHERE signature_check <> 0;
SELECT 'credentials are there' FROM credentials;
