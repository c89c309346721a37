/** The guided tour: its steps, and how each shows in the traffic. Pure. */
import type { Update } from 'grammy/types';
import type { BotView } from '../backstage/use-bot.ts';
import type { NgorderCall } from '../backstage/wire/ngorder-calls.ts';
import type { WireLine } from '../backstage/wire/wire.ts';
import type { Texts } from '../i18n/texts.ts';

/** What has happened since the tour began. */
export interface Happened {
  /** In order of time. */
  lines: readonly WireLine[];
  bot: BotView | undefined;
  /** Whether everything was reset. */
  startedOver: boolean;
}

export interface Step {
  /** Its name and what is to be done are among the page's texts. */
  id: keyof Texts['tour']['kinds'];
  isDone(happened: Happened): boolean;
}

export const tourSteps: readonly Step[] = [
  {
    id: 'cancel',
    isDone: ({ lines }) => actsIn(lines).some(isActOf('/order/cancel', 1338)),
  },
  {
    id: 'return',
    isDone: ({ lines }) => actsIn(lines).some(isActOf('/order-cancel/return', 1338)),
  },
  {
    id: 'twice',
    isDone: ({ lines }) => {
      const pressed = pressedTwiceAt(lines);
      return pressed !== undefined && actsIn(lines).some(({ at }) => at >= pressed);
    },
  },
  {
    id: 'plug',
    isDone: ({ lines, bot }) => {
      const [copy] = bot?.copies ?? [];
      if (bot?.ended?.by !== 'kill' || copy === undefined) return false;
      const { at: killed } = bot.ended;
      const pressed = pressesIn(lines).some(({ at }) => at >= killed && at <= copy.since);
      return pressed && actsIn(lines).some(({ at }) => at >= copy.since);
    },
  },
  {
    id: 'lost',
    isDone: ({ lines }) => {
      const lost = actsIn(lines).find(({ detail }) => callIn(detail).fault === 'broken');
      const looked = lines.find(
        (line) => lost && line.at > lost.at && line.source === 'ngorder' && !line.failed,
      );
      return lines.some((line) => looked && line.at > looked.at && isShown(line));
    },
  },
  {
    id: 'excel',
    isDone: ({ lines }) =>
      lines.some(
        ({ source, title, failed }) => source === 'bot' && title === 'sendDocument' && !failed,
      ),
  },
  {
    id: 'stranger',
    isDone: ({ lines, bot }) => {
      const asked = lines.find(
        ({ source, detail }) => source === 'telegram' && isStranger(detail as Update, bot?.roles),
      );
      return lines.some(
        (line) => asked && line.at >= asked.at && line.chatId === asked.chatId && isShown(line),
      );
    },
  },
  {
    id: 'afresh',
    isDone: ({ startedOver }) => startedOver,
  },
];

/** The tour's state as the browser stores it. */
export interface TourState {
  done: readonly string[];
  /** Skipped, or closed at the end. */
  hidden: boolean;
  /** Milliseconds since 1970; nothing earlier counts. */
  since: number;
  /** Whom one acted as when it began, and is again at its end. */
  personId?: number;
}

export const firstTour = (now: number): TourState => ({ done: [], hidden: false, since: now });

/** Marks the steps that have been done; the same object if nothing changes. */
export function ticked(state: TourState, happened: Happened): TourState {
  const lines = happened.lines.filter(({ at }) => at >= state.since);
  const done = tourSteps.filter(
    ({ id, isDone }) => !state.done.includes(id) && isDone({ ...happened, lines }),
  );
  return done.length === 0
    ? state
    : { ...state, done: [...state.done, ...done.map(({ id }) => id)] };
}

/** The first step that isn't done; undefined at the end. */
export const currentStep = ({ done }: TourState): Step | undefined =>
  tourSteps.find(({ id }) => !done.includes(id));

const callIn = (detail: unknown): Partial<NgorderCall> => detail as Partial<NgorderCall>;

/** Requests to Ngorder that changed an order. */
const actsIn = (lines: readonly WireLine[]): WireLine[] =>
  lines.filter(({ source, detail }) => source === 'ngorder' && callIn(detail).effect === true);

const isActOf =
  (path: string, orderId: number) =>
  ({ detail }: WireLine): boolean => {
    const { path: asked = '', body } = callIn(detail);
    return asked.endsWith(path) && (body as { id?: number } | undefined)?.id === orderId;
  };

const pressesIn = (lines: readonly WireLine[]): WireLine[] =>
  lines.filter(({ source, title }) => source === 'telegram' && title === 'callback_query');

/** The time of two presses on the same button at once. */
function pressedTwiceAt(lines: readonly WireLine[]): number | undefined {
  const presses = pressesIn(lines);
  return presses.find((press, index) => {
    const before = presses[index - 1];
    return before && press.at - before.at < 500 && buttonOf(press) === buttonOf(before);
  })?.at;
}

function buttonOf({ detail }: WireLine): string {
  const { callback_query: press } = detail as Update;
  return [press?.from.id, press?.message?.chat.id, press?.message?.message_id, press?.data].join(
    '/',
  );
}

function isStranger(update: Update, roles: BotView['roles']): boolean {
  const from = update.callback_query?.from ?? update.message?.from;
  const asks =
    update.callback_query !== undefined || update.message?.text?.startsWith('/') === true;
  return asks && from !== undefined && roles !== undefined && !(from.id in roles);
}

/** Whether the bot showed something to a person. */
const isShown = ({ source, title, failed }: WireLine): boolean =>
  source === 'bot' &&
  !failed &&
  /^(?:sendMessage|editMessageText|answerCallbackQuery)$/.test(title);
