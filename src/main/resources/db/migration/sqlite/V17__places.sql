-- Where a case is, so that duplicates are looked for nearby. What was received lately can still have some.
ALTER TABLE case_file ADD COLUMN lng INTEGER;
ALTER TABLE case_file ADD COLUMN lat INTEGER;
ALTER TABLE case_file ADD COLUMN poi TEXT;
UPDATE case_file SET lng = CAST(round(json_extract(doc, '$.matter.location.lng') * 1000000) AS INTEGER),
       lat = CAST(round(json_extract(doc, '$.matter.location.lat') * 1000000) AS INTEGER),
       poi = json_extract(doc, '$.matter.location.poi')
 WHERE received_at > (CAST(strftime('%s', 'now') AS INTEGER) - 172800) * 1000;
DROP INDEX case_file_alike;
CREATE INDEX case_file_near ON case_file (item_code, lat, lng, received_at);
CREATE INDEX case_file_poi ON case_file (poi, item_code, received_at) WHERE poi IS NOT NULL;
