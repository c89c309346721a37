/** The meaning of keys in the text box, as in Telegram's desktop apps. */

export type Intent = 'next' | 'previous' | 'complete' | 'send' | 'close' | 'drop';

const whileChoosing: Readonly<Record<string, Intent>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Tab: 'complete',
  Enter: 'send',
  Escape: 'close',
};

const whileWriting: Readonly<Record<string, Intent>> = { Enter: 'send', Escape: 'drop' };

/** @param choosing whether a list of commands is open above the box */
export function intentOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing'>,
  choosing: boolean,
): Intent | undefined {
  if (event.isComposing || event.shiftKey) return undefined;
  return (choosing ? whileChoosing : whileWriting)[event.key];
}
