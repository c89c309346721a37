// The time limits of the bot that is killed, so short that they can be waited for.

/** Whole time of a request that changes an order. */
export const actMs = 1500;
/** How long what a killed process held is kept for it. */
export const leaseMs = 5000;
