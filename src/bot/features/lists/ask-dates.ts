import type { ListCursor, Target } from '../../callbacks/fields.ts';
import type { Question } from '../../conversations/ask.ts';

/**
 * Which dates, and perhaps which type, are meant for a list, an Excel or statistics? `problem` (HTML) says what was wrong with what
 * came with the command.
 */
export const askDates: Question<
  [target: Target, type: ListCursor['type'], problem: string | null]
> = {
  id: 'ask-dates',
  operation: 'browse',
  placeholder: 'placeholder-dates',
};
