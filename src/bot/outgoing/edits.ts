import type { Answer } from './answer.ts';

/** How a call leaves: `depart` gives what is sent at that moment, `comeBack` says that it waits once more. */
export interface Departure<Body> {
  depart: () => Body;
  comeBack: () => void;
}

interface Waiting<Body> {
  method: string;
  body: Body;
  hasLeft: boolean;
  answer: Promise<Answer>;
}

/**
 * Keeps the edits of each message in order, one under way at a time. Of several that wait, and that change the same of
 * it, only the newest leaves: the others get its answer as their own.
 */
export function createEdits<Body>() {
  const queues = new Map<string, Waiting<Body>[]>();

  return (
    message: string,
    method: string,
    body: Body,
    send: (departure: Departure<Body>) => Promise<Answer>,
  ): Promise<Answer> => {
    const queue = queues.get(message) ?? [];
    const last = queue.at(-1);
    if (last !== undefined && !last.hasLeft && last.method === method) {
      last.body = body;
      return last.answer;
    }
    const departure = {
      depart: () => {
        edit.hasLeft = true;
        return edit.body;
      },
      comeBack: () => {
        edit.hasLeft = false;
      },
    };
    const settled = last?.answer.catch(() => undefined) ?? Promise.resolve();
    const answer = settled
      .then(() => send(departure))
      .finally(() => {
        queue.shift();
        if (queue.length === 0) queues.delete(message);
      });
    const edit: Waiting<Body> = { method, body, hasLeft: false, answer };
    queue.push(edit);
    queues.set(message, queue);
    return answer;
  };
}
