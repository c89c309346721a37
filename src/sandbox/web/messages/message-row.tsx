import { memo } from 'preact/compat';
import { useWords } from '../i18n/use-words.tsx';
import { authorOf } from '../world/names.ts';
import { isService } from '../world/summary.ts';
import type { Message, User } from '../world/telegram.ts';
import { type MessageActions, MessageBubble } from './message-bubble.tsx';

interface RowProps {
  message: Message;
  before: Message | undefined;
  after: Message | undefined;
  person: User;
  crowd: boolean;
  whySwallowed: string;
  unanswered: ReadonlyMap<string, string> | undefined;
  actions: MessageActions;
}

/** A message, with the date above the first one of a day. Rendered again only if its props changed. */
export const MessageRow = memo(function MessageRow(props: RowProps) {
  const { message, before, after, unanswered } = props;
  const { formats } = useWords();
  const today = formats.day(message.date);
  const newDay = before === undefined || formats.day(before.date) !== today;
  return (
    <div class="message-place">
      {newDay && <p class="service">{today}</p>}
      <MessageBubble
        message={message}
        person={props.person}
        crowd={props.crowd}
        whySwallowed={props.whySwallowed}
        first={newDay || !belongsTo(before, message)}
        last={!belongsTo(message, after)}
        unanswered={unanswered}
        {...props.actions}
      />
    </div>
  );
});

/** Within this many seconds, messages of the same author are grouped. */
const sameGroupSeconds = 300;

function belongsTo(before: Message | undefined, after: Message | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  if (isService(before) || isService(after)) return false;
  return authorOf(before).id === authorOf(after).id && after.date - before.date < sameGroupSeconds;
}
