import type { BotApiCall, BotApiResponse, Payload } from './bot-api-call.ts';

/** An edit on its way out. */
export interface Departure {
  /** Takes what is to be sent now: from here on a newer edit can't take its place. */
  depart: () => Payload;
  /** It has to wait once more, and may be replaced again. */
  comeBack: () => void;
}

interface QueuedEdit {
  method: string;
  payload: Payload;
  hasLeft: boolean;
  response: Promise<BotApiResponse>;
}

/**
 * Keeps the edits of each message in order, one under way at a time. Of several that wait and that change the same
 * part of it, only the newest is sent: the others get its response as their own.
 */
export function createEditQueue() {
  const queues = new Map<string, QueuedEdit[]>();

  return (
    message: string,
    { method, payload }: Pick<BotApiCall, 'method' | 'payload'>,
    send: (departure: Departure) => Promise<BotApiResponse>,
  ): Promise<BotApiResponse> => {
    const queue = queues.get(message) ?? [];
    const last = queue.at(-1);
    if (last !== undefined && !last.hasLeft && last.method === method) {
      last.payload = payload;
      return last.response;
    }
    const departure = {
      depart: () => {
        edit.hasLeft = true;
        return edit.payload;
      },
      comeBack: () => {
        edit.hasLeft = false;
      },
    };
    const settled = last?.response.catch(() => undefined) ?? Promise.resolve();
    const response = settled
      .then(() => send(departure))
      .finally(() => {
        queue.shift();
        if (queue.length === 0) queues.delete(message);
      });
    const edit: QueuedEdit = { method, payload, hasLeft: false, response };
    queue.push(edit);
    queues.set(message, queue);
    return response;
  };
}
