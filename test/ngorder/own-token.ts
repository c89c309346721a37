import { randomUUID } from 'node:crypto';

/** A token that nobody else uses: what is learned of how much its Ngorder bears is shared by all who use one. */
export const ownToken = (): string => `token-${randomUUID()}`;
