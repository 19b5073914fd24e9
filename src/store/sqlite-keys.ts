/**
 * A table with a row for each search key of a `keys` document, so that SQLite finds a case by its key without reading
 * all documents. Triggers keep the rows in step with the documents, in the same transaction and whatever program
 * writes.
 */
export const keysSchema = `
  CREATE TABLE IF NOT EXISTS case_keys (
    organisation TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, changed_at TEXT,
    PRIMARY KEY (organisation, key, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS keys_of ON case_keys (organisation, id);
  CREATE TRIGGER IF NOT EXISTS keys_created AFTER INSERT ON documents WHEN NEW.kind = 'keys' BEGIN
    INSERT OR IGNORE INTO case_keys SELECT NEW.organisation, value, NEW.id, NEW.changed_at FROM json_each(NEW.body, '$.keys');
  END;
  CREATE TRIGGER IF NOT EXISTS keys_replaced AFTER UPDATE ON documents WHEN NEW.kind = 'keys' BEGIN
    DELETE FROM case_keys WHERE organisation = OLD.organisation AND id = OLD.id;
    INSERT OR IGNORE INTO case_keys SELECT NEW.organisation, value, NEW.id, NEW.changed_at FROM json_each(NEW.body, '$.keys');
  END;
`;

/** The search keys of the outer query's document, as a JSON array. */
export const keysSubquery =
  "SELECT json_group_array(iif(typeof(key) = 'text', key, 'not a text')) FROM case_keys WHERE organisation = documents.organisation AND id = documents.id";
