import type { QuietHours } from '../../store/tables/chats.ts';
import { isMaskedFor } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, lines, type MessageView, type ViewButton } from './message-view.ts';

export interface ShownChatSettings {
  quiet: QuietHours | undefined;
  /** The shop's time zone, an IANA name. */
  zone: string;
}

/** The quiet hours that are offered. */
const offered: readonly (QuietHours | undefined)[] = [
  undefined,
  { from: 20, to: 6 },
  { from: 21, to: 7 },
  { from: 22, to: 6 },
  { from: 22, to: 8 },
];

/** How a chat is set up, and what can be chosen for it. */
export function chatSettingsView(
  { quiet, zone }: ShownChatSettings,
  localizer: Localizer,
): MessageView {
  const { inGroup } = localizer.audience;
  const masks = isMaskedFor(localizer.audience);
  const privacy: ViewButton[][] = [
    masks
      ? [button(localizer.plain('button-unmask'), { press: 'unmask' })]
      : [button(localizer.plain('button-mask'), { press: 'mask', yes: true })],
  ];
  const hours = offered.map((one) => {
    const label = hoursName(one, localizer);
    const isOn = one?.from === quiet?.from && one?.to === quiet?.to;
    return button(isOn ? `✓ ${label}` : label, { press: 'quiet', hours: one });
  });
  return {
    text: lines(
      localizer.html(inGroup ? 'chat-settings-group' : 'chat-settings-private'),
      inGroup && localizer.html(masks ? 'chat-masked' : 'chat-unmasked'),
      quiet
        ? localizer.html('chat-quiet', { hours: hoursName(quiet, localizer), zone })
        : localizer.html('chat-not-quiet'),
    ),
    keyboard: [
      ...(inGroup ? privacy : []),
      hours.slice(0, 1),
      hours.slice(1, 3),
      hours.slice(3),
      ...(inGroup ? [[button(localizer.plain('button-unbind'), { press: 'askUnbind' })]] : []),
    ],
  };
}

/** What it means to show a group everything, and whether that is wanted. */
export function unmaskView(localizer: Localizer): MessageView {
  return {
    text: localizer.html('unmask-question'),
    keyboard: [
      [button(localizer.plain('unmask-yes'), { press: 'mask', yes: false }, 'danger')],
      [button(localizer.plain('unmask-no'), { press: 'chatSettings' })],
    ],
  };
}

/** `21.00–07.00`, as the clock is written in Indonesia. */
function hoursName(quiet: QuietHours | undefined, localizer: Localizer): string {
  if (quiet === undefined) return localizer.plain('quiet-never');
  const written = (hour: number) => `${String(hour).padStart(2, '0')}.00`;
  return `${written(quiet.from)}–${written(quiet.to)}`;
}
