import type { Logger } from 'pino';
import type { Infrastructure } from './infrastructure.ts';

/** While nobody owns the shop, each start prints a new link with which the first who opens it does. */
export async function offerOwnership(
  { membership, seeded }: Pick<Infrastructure, 'membership' | 'seeded'>,
  botName: string,
  log: Logger,
): Promise<void> {
  const token = await membership.offerOwnership(seeded.id);
  if (token === undefined) return;
  const link = `https://t.me/${botName}?start=own-${token}`;
  log.warn({ link }, 'nobody owns the shop yet: whoever opens this link first does');
}
