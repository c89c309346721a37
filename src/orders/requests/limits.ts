/** How long a question stays open, and how long after a decision something may still be sent for it. */
export const questionLifetimeMs = 15 * 60_000;
/** An act that is over within this time needs no "working on it" before its result. */
export const slowMs = 1500;
