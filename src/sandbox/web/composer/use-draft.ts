import { useLayoutEffect, useReducer } from 'preact/hooks';
import { createDrafts } from './drafts.ts';

const drafts = createDrafts(() => sessionStorage);

/** An unsent text, kept across chats and reloads. */
export interface Draft {
  text: string;
  write(text: string): void;
  /** Takes a text out of the box, unless more has been written meanwhile. */
  finish(text: string): void;
  /** Returns a text that was not sent, unless another one has been started meanwhile. */
  restore(text: string): void;
}

/** @param key whose draft it is, and in which chat */
export function useDraft(key: string): Draft {
  const [, showAgain] = useReducer((count: number) => count + 1, 0);
  // Before the first key is pressed, which would otherwise not be shown.
  useLayoutEffect(() => drafts.follow(key, () => showAgain(undefined)), [key]);
  return {
    text: drafts.of(key),
    write: (text) => drafts.write(key, text),
    finish: (text) => {
      if (drafts.of(key) === text) drafts.write(key, '');
    },
    restore: (text) => {
      if (drafts.of(key) === '') drafts.write(key, text);
    },
  };
}
