// What goes wrong besides: both sandboxes fail now and then while processes are killed.

import type { NgorderControl } from '../../src/sandbox/ngorder/control/control.ts';
import type { CallFault } from '../../src/sandbox/telegram/faults/faults.ts';
import { kinds } from './acts.ts';
import type { Chance } from './chance.ts';
import { tooSlowMs } from './limits.ts';
import type { Way } from './moments.ts';

/** A request is struck by the first that fits; the shares are of those that are left. */
export function setNgorderFaults(control: NgorderControl): void {
  for (const operation of kinds) {
    control.fault({ kind: 'broken', operation, when: 'before', share: 0.12 });
    control.fault({ kind: 'broken', operation, when: 'after', share: 0.12 });
    control.fault({ kind: 'status', status: 502, operation, when: 'after', share: 0.08 });
    control.fault({ kind: 'html', operation, when: 'before', share: 0.06 });
    control.fault({ kind: 'delay', operation, delayMs: tooSlowMs, when: 'before', share: 0.12 });
    // Half of the others take a while before they happen and half before they are answered.
    control.fault({ kind: 'delay', operation, delayMs: 150, when: 'before', share: 0.5 });
    control.fault({ kind: 'delay', operation, delayMs: 150, when: 'after', share: 1 });
  }
  const operation: ('list' | 'orders')[] = ['list', 'orders'];
  control.fault({ kind: 'broken', operation, share: 0.03 });
  control.fault({ kind: 'status', status: 500, operation, share: 0.03 });
  control.fault({ kind: 'status', status: 429, retryAfter: 1, operation, share: 0.01 });
  control.fault({ kind: 'truncated', operation, share: 0.02 });
  control.fault({ kind: 'delay', operation, delayMs: 300, share: 0.05 });
  control.fault({ kind: 'cut', operation: 'download', share: 0.1 });
  control.fault({ kind: 'status', status: 503, operation: 'download', share: 0.1 });
  control.fault({ kind: 'delay', operation: 'download', delayMs: 400, share: 0.3 });
}

/** Once it has failed so often, one more time might have an Excel given up, as it should be: that is tried elsewhere. */
const mostOfFiles = 3;

/** Draws what goes wrong between the bot and Telegram, each once. */
export function createTelegramFaults(chance: Chance, way: Way): () => CallFault {
  let ofFiles = 0;
  return () => {
    const methods = ['sendMessage', 'editMessageText', 'answerCallbackQuery'];
    const method = chance.one(ofFiles < mostOfFiles ? [...methods, 'sendDocument'] : methods);
    if (method === 'sendDocument') ofFiles += 1;
    return chance.one(faultsOf(method, way));
  };
}

function faultsOf(method: string, way: Way): CallFault[] {
  return [
    { kind: 'cut', when: 'before', method },
    { kind: 'cut', when: 'after', method },
    { kind: 'error', status: 502, method },
    { kind: 'throttle', retry_after: 1, method },
    { kind: 'delay', ms: 700, method },
    { kind: 'error', status: 502, method: way === 'polling' ? 'getUpdates' : method },
  ];
}
