/**
 * What lies over the chat (a panel on a phone, a dialog) has an entry of its own in the browser's
 * history, so that Back closes it instead of leaving the page.
 */

/** A panel that covers the chat in a narrow window. */
export type Panel = 'people' | 'backstage';

interface Layers {
  panel?: Panel;
  dialog?: true;
  /** The URL's hash when the topmost layer was opened. */
  over?: string;
}

const layers = (): Layers => (history.state as Layers | null) ?? {};

/** What waits until the browser has gone back; undefined while it isn't about to. */
let waiting: (() => void)[] | undefined;

/** Goes back, which the browser does a moment later. */
function goBack(): void {
  waiting = [];
  const arrive = (): void => {
    const acts = waiting ?? [];
    waiting = undefined;
    for (const act of acts) inTurn(act);
  };
  addEventListener('popstate', arrive, { once: true });
  history.back();
}

/** Does what changes the history: after a step back that is still to come and would take it away again. */
export function inTurn(act: () => void): void {
  if (waiting) waiting.push(act);
  else act();
}

/** The open panel. */
export const openPanel = (): Panel | undefined => layers().panel;

/** Opens a panel, in the place of another one. */
export function layPanel(panel: Panel): void {
  const state = { panel, over: location.hash };
  if (layers().panel === undefined) history.pushState(state, '');
  else history.replaceState({ ...layers(), panel }, '');
}

/** Takes the panel away again; if one has moved on meanwhile, Back leads to where one was. */
export function liftPanel(): void {
  if (layers().panel === undefined) return;
  if (layers().over === location.hash) goBack();
  else history.replaceState(null, '');
}

/** Calls `close` when Back leaves the dialog; the returned function is for when it was closed otherwise. */
export function layDialog(close: () => void): () => void {
  let panel: Panel | undefined;
  const follow = (): void => {
    if (layers().dialog !== true) close();
  };
  inTurn(() => {
    ({ panel } = layers());
    history.pushState({ ...(panel && { panel }), dialog: true, over: location.hash }, '');
    addEventListener('popstate', follow);
  });
  const lift = (): void => {
    removeEventListener('popstate', follow);
    if (layers().dialog !== true) return;
    if (layers().over === location.hash) goBack();
    else history.replaceState(panel ? { panel } : null, '');
  };
  return () => inTurn(lift);
}

/** Goes to another hash, from under whatever lies over the page. */
export function goTo(hash: string, { keepsPanel }: { keepsPanel: boolean }): void {
  const { panel, dialog, over } = layers();
  const isLayered = panel !== undefined || dialog === true;
  if (isLayered) {
    const kept = keepsPanel && panel ? { panel, ...(over !== undefined && { over }) } : null;
    history.replaceState(kept, '', hash);
  } else if (hash !== location.hash) history.pushState(null, '', hash);
}
