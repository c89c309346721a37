// The time limits of the bot that is killed, so short that they can be waited for, and what is measured by them.

/** Whole time of a request that changes an order. */
export const actMs = 1500;
/** How long what a killed process held is kept for it. */
export const leaseMs = 5000;

// One request can meet both: together they are less than the twofold of `actMs`, after which the bot takes it for over.
/** How long Ngorder may take before a request happens: more than the bot waits for its answer. */
export const tooSlowMs = 1600;
/** How long a request may be on its way after its sender's death. */
export const longestWayMs = 1000;
