import type { Operation } from '../../../team/operations.ts';
import type { Shop } from '../../../team/shops/shops.ts';
import type { BotContext, FeatureParts } from '../../context.ts';

/** The shops in which the person may do this, but for one that nobody has connected yet. */
export async function shopsWith(
  { team, shops }: Pick<FeatureParts, 'team' | 'shops'>,
  { person }: Pick<BotContext, 'person'>,
  operation: Operation,
): Promise<Shop[]> {
  const ids = await team.shopsWith(person.id, operation);
  const found = await Promise.all(ids.map((id) => shops.find(id)));
  return found.filter((shop) => shop !== undefined).filter(({ isKnown }) => isKnown);
}
