import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/use-words.tsx';
import type { Message } from '../world/telegram.ts';

/** The ticks at one's own message: one when it was sent, a second when the bot has it too. */
export function Ticks({ message }: { message: Message }) {
  const { message: texts } = useWords().texts;
  const delivered = message.delivery === undefined;
  return (
    <span class="ticks">
      <Icon sign={delivered ? 'delivered' : 'sent'} />
      <span class="unseen">{delivered ? texts.delivered : texts.sent}</span>
    </span>
  );
}

/** Under a command that never reaches the bot: why that is. */
export function NotDelivered({ why }: { why: string }) {
  const { message: texts } = useWords().texts;
  return (
    <p class="not-delivered">
      <strong>{texts.notDelivered}</strong> {why}
    </p>
  );
}
