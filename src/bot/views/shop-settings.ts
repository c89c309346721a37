import type { ShopSetting, ShopSettings } from '../../team/shop-settings.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { button, lines, type MessageView } from './message-view.ts';

/** What can be chosen for a setting, and how a choice is called. */
interface Choice<V> {
  values: readonly V[];
  called(value: V, localizer: Localizer): string;
}

const yesOrNo: Choice<boolean> = {
  values: [false, true],
  called: (value, localizer) => localizer.plain(value ? 'setting-on' : 'setting-off'),
};

/** The settings of a shop in the order in which they are shown. */
const choices: { readonly [K in ShopSetting]: Choice<ShopSettings[K]> } = {
  approveDelete: yesOrNo,
  approveAbove: {
    values: [null, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000],
    called: (most, localizer) =>
      most === null ? localizer.plain('setting-off') : localizer.money(most),
  },
  approveBulk: yesOrNo,
  reasonRequired: yesOrNo,
  groupRole: {
    values: [null, 'viewer', 'operator'],
    called: (role, localizer) => localizer.plain(role === null ? 'setting-off' : `role-${role}`),
  },
  deleteGrace: {
    values: [0, 30, 60, 300],
    called(seconds, localizer) {
      if (seconds === 0) return localizer.plain('setting-off');
      return seconds > 60
        ? localizer.plain('minutes', { minutes: Math.round(seconds / 60) })
        : localizer.plain('seconds', { seconds });
    },
  },
  keepOrdersDays: {
    values: [30, 90, 180, 365],
    called: (days, localizer) => localizer.plain('setting-days', { days }),
  },
};

/** Everything that a shop decides for itself, a button each. */
export function shopSettingsView(
  shop: string,
  settings: ShopSettings,
  localizer: Localizer,
): MessageView {
  const names = Object.keys(choices) as ShopSetting[];
  return {
    text: localizer.html('shop-settings-title', { shop }),
    keyboard: names.map((setting) => [
      button(
        localizer.plain('button-setting', {
          setting: localizer.plain(`setting-${setting}`),
          value: called(setting, settings, localizer),
        }),
        { press: 'shopSetting', setting },
      ),
    ]),
  };
}

/** One setting, what it means, and what can be chosen for it. */
export function settingView(
  setting: ShopSetting,
  settings: ShopSettings,
  localizer: Localizer,
): MessageView {
  const { values } = choices[setting];
  return {
    text: lines(
      localizer.html('setting-title', { setting: localizer.plain(`setting-${setting}`) }),
      localizer.html(`setting-about-${setting}`),
    ),
    keyboard: [
      ...values.map((value) => {
        const label = called(setting, { ...settings, [setting]: value }, localizer);
        const isOn = settings[setting] === value;
        return [
          button(isOn ? `✓ ${label}` : label, { press: 'choose', setting, value: String(value) }),
        ];
      }),
      [button(localizer.plain('button-back-to-settings'), { press: 'shopSettings' })],
    ],
  };
}

/** What a button's value stands for; undefined: nothing that can be chosen. */
export function chosenBy(setting: ShopSetting, written: string): Partial<ShopSettings> | undefined {
  const values: readonly unknown[] = choices[setting].values;
  const value = values.find((one) => String(one) === written);
  return value === undefined ? undefined : { [setting]: value };
}

/** A choice as the activity holds it, in words; undefined: it is none of a shop's. */
export function choiceInWords(
  setting: string,
  written: unknown,
  localizer: Localizer,
): string | undefined {
  const name = (Object.keys(choices) as ShopSetting[]).find((one) => one === setting);
  if (name === undefined) return undefined;
  const chosen = chosenBy(name, written === 'none' ? 'null' : String(written));
  return chosen && called(name, chosen as ShopSettings, localizer);
}

function called<K extends ShopSetting>(
  setting: K,
  settings: ShopSettings,
  localizer: Localizer,
): string {
  const { called: words }: Choice<ShopSettings[K]> = choices[setting];
  return words(settings[setting], localizer);
}
