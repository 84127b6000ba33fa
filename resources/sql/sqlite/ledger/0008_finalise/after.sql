SELECT 'settlements are being finalised' FROM finalises;
