/**
 * An item's numbers stand on thousands of orders: the number is written once, and an order only refers to it. Before, every
 * order carried the text of each number twice (forwards and backwards), a quarter of all that an order made us write.
 */
export const searchKeys = `
ALTER TABLE search_keys RENAME TO search_keys_of_threads;
DROP INDEX search_keys_reversed;
CREATE TABLE search_keys (
  id INTEGER PRIMARY KEY,
  normal TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  reversed TEXT NOT NULL,
  UNIQUE (normal, kind)
) STRICT;
CREATE INDEX search_keys_reversed ON search_keys (reversed);
CREATE TABLE search_key_threads (
  key_id INTEGER NOT NULL REFERENCES search_keys (id),
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  PRIMARY KEY (key_id, thread_id)
) STRICT, WITHOUT ROWID;
INSERT INTO search_keys (normal, kind, key, reversed)
  SELECT normal, kind, min(key), min(reversed) FROM search_keys_of_threads GROUP BY normal, kind;
INSERT INTO search_key_threads (key_id, thread_id)
  SELECT k.id, o.thread_id FROM search_keys_of_threads o JOIN search_keys k ON k.normal = o.normal AND k.kind = o.kind;
DROP TABLE search_keys_of_threads;
`;
