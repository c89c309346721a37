/** Why an order is canceled, as people choose it. */
export const reasons = [
  'changedMind',
  'outOfStock',
  'wrongAddress',
  'notPaid',
  'doubleOrder',
  'other',
] as const;
export type Reason = (typeof reasons)[number];
