import { useState } from 'preact/hooks';
import type { Message, User } from '../world/telegram.ts';
import { openQuestion } from './forced-reply.ts';

/** The message that the next text replies to: the chosen one, else the bot's open question to this person. */
export function useReplyTarget(messages: readonly Message[], person: User) {
  const [chosen, setChosen] = useState<Message>();
  const [dropped, setDropped] = useState<number>();
  const question = openQuestion(messages, person);
  const asked = question?.message_id === dropped ? undefined : question;
  return {
    target: chosen ?? asked,
    choose: setChosen,
    drop: () => {
      if (chosen === undefined) setDropped(question?.message_id);
      setChosen(undefined);
    },
  };
}
