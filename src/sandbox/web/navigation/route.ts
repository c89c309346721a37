/**
 * Who one acts as and which chat is open, kept in the URL: it survives reloads and can differ
 * between windows.
 */
export interface Route {
  personId: number | undefined;
  chatId: number | undefined;
  /** In a group with topics the open one; undefined for General. */
  topicId?: number | undefined;
}

/** `#/<person>/<chat>`, followed by `/<topic>` in a group with topics */
export function hashOf({ personId, chatId, topicId }: Route): string {
  const topic = topicId === undefined ? '' : `/${topicId}`;
  return `#/${personId ?? ''}/${chatId ?? ''}${topic}`;
}

export function parseRoute(hash: string): Route {
  const [, personId, chatId, topicId] = /^#\/(\d*)\/(-?\d*)(?:\/(\d+))?$/.exec(hash) ?? [];
  return { personId: idFrom(personId), chatId: idFrom(chatId), topicId: idFrom(topicId) };
}

const idFrom = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);
