import type { ActivityRow } from '../../store/activity/append.ts';
import { type ChainRows, createChainRows, type KeptText } from '../../store/activity/chain-rows.ts';
import { activityKept, activityKey } from '../../store/encryption/cells.ts';
import { type Encryption, ifReadable } from '../../store/encryption/encryption.ts';
import type { Store } from '../../store/store.ts';
import { beginning, createSeals, hashOf, isSame, type Seals } from './chain.ts';

/** Why a row doesn't fit. */
export type Misfit =
  /** There are later rows, or the bot has written it, and it is not there. */
  | 'missing'
  /** It doesn't say what it said when it was written. */
  | 'changed'
  /** The bot has not written it, or not here. */
  | 'foreign'
  /** What is kept beside it is not what was kept then. */
  | 'text'
  /** The bot found, when it wrote this row, that the ones before had been changed. */
  | 'broken'
  /** The key of the seals can't be read with this SECRET_KEY. */
  | 'key';

export type Verdict =
  | { isWhole: true; rows: number; last: string }
  | { isWhole: false; number: number; misfit: Misfit };

const batchRows = 500;

/**
 * Walks through a bot's activity from the first row to the one that was the last when it was asked, and tells which is
 * the first that doesn't fit.
 */
export async function verifyActivity(store: Store, botId: number): Promise<Verdict> {
  const rows = createChainRows(store, botId);
  const head = await rows.end();
  if (head === undefined) {
    const latest = await rows.latest();
    return latest === null ? { isWhole: true, rows: 0, last: beginning } : misfit(1, 'key');
  }
  const key = ifReadable(() => store.encryption.decrypt(head.key_encrypted, activityKey(botId)));
  if (key === undefined) return misfit(1, 'key');
  const keys = { encryption: store.encryption, seals: createSeals(key) };

  let last = { number: 0, hash: beginning };
  while (last.number < head.number) {
    const batch = await rows.between(last.number, head.number, batchRows);
    const found = misfitIn(batch, last, keys.seals) ?? (await misfitBeside(batch, rows, keys));
    if (found !== undefined) return found;
    const end = batch.at(-1);
    if (end === undefined) return misfit(last.number + 1, 'missing');
    last = end;
  }
  if (head.latest !== null && head.latest > head.number) return misfit(head.number + 1, 'foreign');
  const isEnd =
    head.hash === last.hash && isSame(head.seal, keys.seals.ofHead(last.number, last.hash));
  return isEnd
    ? { isWhole: true, rows: last.number, last: last.hash }
    : misfit(last.number + 1, 'missing');
}

function misfitIn(
  batch: readonly ActivityRow[],
  start: { number: number; hash: string },
  seals: Seals,
): Verdict | undefined {
  let before = start;
  for (const row of batch) {
    const expected = before.number + 1;
    if (row.number !== expected) return misfit(expected, 'missing');
    const { hash, seal, ...content } = row;
    if (!isSame(hash, hashOf(content))) return misfit(row.number, 'changed');
    if (!isSame(seal, seals.ofRow(hash)) || row.previous !== before.hash)
      return misfit(row.number, 'foreign');
    if (row.kind === 'broken') return misfit(row.number, 'broken');
    before = row;
  }
  return undefined;
}

/** What was erased leaves its row as it is; what is still there must be what it was. */
async function misfitBeside(
  batch: readonly ActivityRow[],
  rows: ChainRows,
  { encryption, seals }: { encryption: Encryption; seals: Seals },
): Promise<Verdict | undefined> {
  const [first, last] = [batch[0], batch.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const kept = await rows.keptBetween(first.number, last.number);
  const wrong = kept
    .filter((text) => !fits(text, batch, { encryption, seals }))
    .map(({ number }) => number);
  return wrong.length === 0 ? undefined : misfit(Math.min(...wrong), 'text');
}

function fits(
  { number, what, text_encrypted }: KeptText,
  batch: readonly ActivityRow[],
  { encryption, seals }: { encryption: Encryption; seals: Seals },
): boolean {
  const row = batch.find((one) => one.number === number);
  const digest = what === 'order' ? row?.order_digest : row?.note_digest;
  if (row === undefined || !digest) return false;
  const cell = activityKept(row.bot_id, number, what);
  const text = ifReadable(() => encryption.decrypt(text_encrypted, cell));
  return text !== undefined && isSame(digest, seals.ofText(text));
}

function misfit(number: number, why: Misfit): Verdict {
  return { isWhole: false, number, misfit: why };
}
