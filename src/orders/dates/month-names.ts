/** Month names and short forms in Indonesian and English, as people write them, January first. */
const NAMES: readonly string[] = [
  'jan januari january',
  'feb februari february peb pebruari',
  'mar maret march mrt',
  'apr april',
  'mei may',
  'jun juni june',
  'jul juli july',
  'agu agustus august agt ags agst agus agust aug',
  'sep september sept',
  'okt oktober october oct',
  'nov november nop nopember',
  'des desember december dec',
];

const MONTH_OF_NAME: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** The month (1 to 12) of a name in either language, whatever its case; undefined for any other word. */
export function monthOfName(name: string): number | undefined {
  return MONTH_OF_NAME.get(name.toLowerCase());
}

/** A month's short name in Indonesian, by its number from 1. */
export function nameOfMonth(month: number): string {
  return NAMES[month - 1]?.split(' ')[0] ?? '';
}
