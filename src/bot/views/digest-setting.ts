import { digestHours, digestOf } from '../../orders/digest/digest-times.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, lines, type MessageView } from './message-view.ts';

export interface ShownDigestSetting {
  /** 0 to 23; undefined: there is no digest. */
  hour: number | undefined;
  /** The shop's time zone, an IANA name. */
  zone: string;
}

/** What a digest tells, whether this chat is sent one, and when it can be. */
export function digestSettingView(
  { hour: chosen, zone }: ShownDigestSetting,
  localizer: Localizer,
): MessageView {
  const marked = (label: string, isOn: boolean) => (isOn ? `✓ ${label}` : label);
  const never = marked(localizer.plain('digest-never'), chosen === undefined);
  return {
    text: lines(
      localizer.html('digest-setting'),
      chosen === undefined
        ? localizer.html('digest-off')
        : localizer.html('digest-at', { hour: onTheHour(chosen), zone }),
    ),
    keyboard: [
      [button(never, { press: 'chooseDigest' })],
      ...digestHours.map((hour) => {
        const label = localizer.plain(`digest-hour-${digestOf(hour)}`, { hour: onTheHour(hour) });
        const press = { press: 'chooseDigest', hour: `${hour}` } as const;
        return [button(marked(label, hour === chosen), press)];
      }),
    ],
  };
}

/** `08.00`, as the clock is written in Indonesia. */
function onTheHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}.00`;
}
