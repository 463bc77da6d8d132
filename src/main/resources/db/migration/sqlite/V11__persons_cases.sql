-- Which case the person asked in, so that a case is found by the telephone number of who asked.
ALTER TABLE person ADD COLUMN case_no TEXT;
UPDATE person SET case_no = asked.case_no
  FROM (SELECT case_no, json_extract(doc, '$.matter.petitioner.vaultRef') AS ref FROM case_file) AS asked
 WHERE asked.ref = person.ref;
