const dayMs = 24 * 3_600_000;
/** So many days before their shop's subscription ends its owners are told, the first time first. */
const warnings = [7, 1] as const;

/** What owners are told of: the last day of the subscription, and which of the warnings this is. */
export interface ExpiryWarning {
  /** yyyy-mm-dd */
  day: string;
  daysBefore: (typeof warnings)[number];
}

/** The day in what Ngorder says of a subscription's end; undefined: it says none. */
export function expiryDay(expiredDate: string | undefined): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(expiredDate ?? '')?.[0];
  return day === undefined || Number.isNaN(Date.parse(day)) ? undefined : day;
}

/**
 * What owners are to be told today; undefined: nothing, it is too early, or they have been told.
 * @param told what {@link written} made of the last warning
 * @example warningDue('2026-12-31', '2026-12-25', null) // { day: '2026-12-31', daysBefore: 7 }
 */
export function warningDue(
  day: string | null,
  today: string,
  told: string | null,
): ExpiryWarning | undefined {
  if (day === null) return undefined;
  const left = Math.round((Date.parse(day) - Date.parse(today)) / dayMs);
  const daysBefore = warnings.findLast((days) => left <= days);
  if (daysBefore === undefined || left < 0) return undefined;
  const [toldDay, toldDays] = told?.split(' ') ?? [];
  const isTold = toldDay === day && Number(toldDays) <= daysBefore;
  return isTold ? undefined : { day, daysBefore };
}

/** A warning, as it is remembered. */
export function written({ day, daysBefore }: ExpiryWarning): string {
  return `${day} ${daysBefore}`;
}
