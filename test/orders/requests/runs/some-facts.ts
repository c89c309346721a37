import type { ManyFacts } from '../../../../src/orders/requests/runs/many-facts.ts';

/** Nothing worth saying. */
export const noFacts: ManyFacts = {
  orders: [],
  already: [],
  elsewhere: [],
  missing: [],
  unsure: [],
  ambiguous: [],
  repeated: [],
  unread: [],
  reread: [],
};
