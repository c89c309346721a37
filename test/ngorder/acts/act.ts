import type { ActKind } from '../../../src/ngorder/acts/act-slot.ts';
import type { Receipt } from '../../../src/ngorder/acts/receipt.ts';
import type { Ngorder } from '../../../src/ngorder/client.ts';

/** Does one act in a slot of its own. */
export async function act(ngorder: Ngorder, kind: ActKind, orderId: number): Promise<Receipt> {
  const slot = await ngorder.actSlot();
  return slot.send(kind, orderId).finally(slot.release);
}
