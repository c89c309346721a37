import { resolve } from 'node:path';

/** The languages the bot speaks; the first is what a chat gets that has not chosen. */
export const locales = ['id', 'en'] as const;
export type Locale = (typeof locales)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where Telegram hands updates over. */
export interface WebhookAddress {
  /** The full public address, registered as it is; the server answers at its path. */
  url: string;
  /** What Telegram sends along; undefined: derived from the key. */
  secret: string | undefined;
}

/** What the server answers itself, so that no webhook can be there. */
const takenPaths = ['/health', '/health/live', '/health/ready', '/metrics'];

export type DatabaseAddress = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string };

/** What the process is told from outside; the README's table says what each is for. */
export interface Config {
  botToken: string;
  ngorderToken: string;
  ownerIds: number[];
  telegramApiRoot: string;
  ngorderApiRoot: string;
  database: DatabaseAddress;
  secretKey: string | undefined;
  /** Undefined: updates are fetched by long polling. */
  webhook: WebhookAddress | undefined;
  /** 0 takes any port that is free. */
  port: number;
  timeZone: string;
  locale: Locale;
  logLevel: LogLevel;
}

/** The environment can't be used. `problems` holds one sentence for each mistake, all of them at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment. An empty variable counts as unset.
 * @throws {ConfigError} naming every missing or wrong variable.
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];

  const read = <T>(
    name: string,
    parse: (value: string) => T | undefined,
    wants: string,
    fallback?: T,
  ): T => {
    const value = env[name]?.trim();
    if (!value) {
      if (fallback === undefined) problems.push(`${name} is missing: ${wants}`);
      return fallback as T;
    }
    const parsed = parse(value);
    if (parsed === undefined) problems.push(`${name} is wrong: ${wants}`);
    return parsed as T;
  };

  const database = read('DATABASE_URL', parseDatabase, 'sqlite:path or postgres://…', {
    kind: 'sqlite',
    path: resolve('data/bot.db'),
  });
  const secretKey = env['SECRET_KEY']?.trim() || undefined;
  if (secretKey !== undefined && secretKey.length < 16) {
    problems.push(
      'SECRET_KEY is wrong: at least 16 characters, for example from: openssl rand -hex 32',
    );
  }
  if (database?.kind === 'postgres' && secretKey === undefined) {
    problems.push(
      'SECRET_KEY is missing: PostgreSQL needs one, for example from: openssl rand -hex 32',
    );
  }
  const webhookUrl = read(
    'WEBHOOK_URL',
    parseWebhook,
    'a full address such as https://bot.example/telegram, not one of the health pages',
    null,
  );
  const webhookSecret = read(
    'WEBHOOK_SECRET',
    parseWebhookSecret,
    '1 to 256 letters, digits, _ and -',
    null,
  );

  const config: Config = {
    botToken: read(
      'BOT_TOKEN',
      parseBotToken,
      'the token BotFather gave your bot, like 123456:ABC…',
    ),
    ngorderToken: read(
      'NGORDER_TOKEN',
      parseToken,
      "the API token of your shop, from Ngorder's settings",
    ),
    ownerIds: read(
      'OWNER_IDS',
      parseIds,
      'Telegram user IDs of those who may work with the bot, like 123456789,987654321',
    ),
    telegramApiRoot: read(
      'TELEGRAM_API_ROOT',
      parseRoot,
      'an http(s) address',
      'https://api.telegram.org',
    ),
    ngorderApiRoot: read(
      'NGORDER_API_ROOT',
      parseRoot,
      'an http(s) address',
      'https://api.ngorder.id/api/open',
    ),
    database,
    secretKey,
    webhook: webhookUrl ? { url: webhookUrl, secret: webhookSecret ?? undefined } : undefined,
    port: read('PORT', parsePort, 'a port number such as 8080', 8080),
    timeZone: read('TIME_ZONE', parseTimeZone, 'a time zone such as Asia/Jakarta', 'Asia/Jakarta'),
    locale: read('LOCALE', oneOf(locales), `one of ${locales.join(', ')}`, 'id'),
    logLevel: read('LOG_LEVEL', oneOf(logLevels), `one of ${logLevels.join(', ')}`, 'info'),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** What must never be told: not in a log, not in a message. */
export function secretsOf(config: Config): string[] {
  const { database } = config;
  const secrets = [
    config.botToken,
    config.ngorderToken,
    config.secretKey,
    config.webhook?.secret,
    ...(database.kind === 'postgres' ? passwordIn(database.url) : []),
  ];
  return secrets.filter((secret): secret is string => secret !== undefined && secret !== '');
}

/** As it stands in the address, and as it is. */
function passwordIn(url: string): string[] {
  const { password } = new URL(url);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

function parseDatabase(value: string): DatabaseAddress | undefined {
  if (/^postgres(ql)?:\/\//.test(value))
    return URL.canParse(value) ? { kind: 'postgres', url: value } : undefined;
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(value)?.[1];
  return path === undefined ? undefined : { kind: 'sqlite', path: resolve(path) };
}

function parseBotToken(value: string): string | undefined {
  return /^\d+:[\w-]+$/.test(value) ? value : undefined;
}

function parseToken(value: string): string | undefined {
  return /\s/.test(value) ? undefined : value;
}

function parseIds(value: string): number[] | undefined {
  const ids = value.split(',').map((part) => part.trim());
  return ids.every((id) => /^[1-9]\d{0,15}$/.test(id)) ? ids.map(Number) : undefined;
}

function parseRoot(value: string): string | undefined {
  return /^https?:\/\//.test(value) && URL.canParse(value) ? value.replace(/\/+$/, '') : undefined;
}

function parseWebhook(value: string): string | undefined {
  const url = /^https?:\/\//.test(value) ? URL.parse(value) : null;
  return url === null || takenPaths.includes(url.pathname) ? undefined : value;
}

/** Telegram Bot API, setWebhook, secret_token. */
function parseWebhookSecret(value: string): string | undefined {
  return /^[\w-]{1,256}$/.test(value) ? value : undefined;
}

function parsePort(value: string): number | undefined {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined;
}

function parseTimeZone(value: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function oneOf<T extends string>(values: readonly T[]): (value: string) => T | undefined {
  return (value) => values.find((candidate) => candidate === value);
}
