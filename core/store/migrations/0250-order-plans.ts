/**
 * What a sales order is to hold lies beside its state: it is written once and about four kilobytes, while the state of an
 * order changes with every step, and SQLite writes a whole row again for each change of it.
 */
export const orderPlans = `
CREATE TABLE order_plans (
  saga_id INTEGER PRIMARY KEY REFERENCES order_sagas (id) ON DELETE CASCADE,
  plan TEXT NOT NULL
) STRICT;
INSERT INTO order_plans (saga_id, plan) SELECT id, plan FROM order_sagas;
ALTER TABLE order_sagas DROP COLUMN plan;
`;
