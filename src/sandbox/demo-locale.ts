export type Locale = 'id' | 'en';

/** The demo's language: `LOCALE` if it names one, else Indonesian on an Indonesian machine, else English. */
export function demoLocale(environment: NodeJS.ProcessEnv): Locale {
  const { LOCALE: wish, LANG: machine } = environment;
  if (wish === 'id' || wish === 'en') return wish;
  return machine?.startsWith('id') ? 'id' : 'en';
}
