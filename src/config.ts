import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

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

/** @example { host: '127.0.0.1', port: 8080 } */
export interface ListenAddress {
  host: string | undefined;
  port: number;
}

export type DatabaseAddress = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string };

/** What the process is told from outside; the table in docs/running.md says what each is for. */
export interface Config {
  botToken: string;
  /** Undefined: shops are connected by chat. */
  ngorderToken: string | undefined;
  /** None: whoever first opens the link that the start prints owns the shop. */
  ownerIds: number[];
  telegramApiRoot: string;
  ngorderApiRoot: string;
  database: DatabaseAddress;
  secretKey: string | undefined;
  /** The former key, while what was encrypted with it is encrypted anew. */
  secretKeyOld: string | undefined;
  /** Undefined: updates are fetched by long polling. */
  webhook: WebhookAddress | undefined;
  /** Where the HTTP server listens; `host` undefined for all interfaces, `port` 0 for any that is free. */
  listen: ListenAddress;
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

/** Telegram's own accounts, in whose name messages of very different people come. */
const accountsOfTelegram: Readonly<Record<string, string>> = {
  1087968824: 'the account of every group’s anonymous admins (GroupAnonymousBot)',
  136817688: 'the account of everybody who writes as a channel (Channel Bot)',
  777000: 'the account of Telegram itself',
};

/** Node need not be asked whether these exist: reading its data on time zones takes a tenth of the start. */
const indonesianTimeZones: ReadonlySet<string> = new Set([
  'Asia/Jakarta',
  'Asia/Pontianak',
  'Asia/Makassar',
  'Asia/Jayapura',
]);

const text = z.string();

const environment = z
  .object({
    BOT_TOKEN: text.regex(/^\d+:[\w-]+$/),
    NGORDER_TOKEN: text.regex(/^[\x21-\x7e]+$/).optional(),
    OWNER_IDS: text.default('').transform((value, { addIssue }) => {
      if (value === '') return [];
      const ids = value.split(',').map((id) => id.trim());
      if (!ids.every((id) => /^[1-9]\d{0,15}$/.test(id))) addIssue({ code: 'custom' });
      for (const id of ids) {
        const account = accountsOfTelegram[id];
        if (account !== undefined) addIssue(`${id} is ${account}: name people alone`);
      }
      return ids.map(Number);
    }),
    TELEGRAM_API_ROOT: parsed(parseRoot, 'https://api.telegram.org'),
    NGORDER_API_ROOT: parsed(parseRoot, 'https://api.ngorder.id/api/open'),
    DATABASE_URL: parsed(parseDatabase, 'sqlite:data/bot.db'),
    SECRET_KEY: text.min(16).optional(),
    SECRET_KEY_OLD: text.min(16).optional(),
    WEBHOOK_URL: text.refine(isWebhookAddress).optional(),
    // Telegram Bot API, setWebhook, secret_token.
    WEBHOOK_SECRET: text.regex(/^[\w-]{1,256}$/).optional(),
    PORT: parsed(parseListenAddress, '8080'),
    TIME_ZONE: parsed(parseTimeZone, 'Asia/Jakarta'),
    LOCALE: z.enum(locales).default('id'),
    LOG_LEVEL: z.enum(logLevels).default('info'),
  })
  .refine(({ DATABASE_URL: database, SECRET_KEY }) => database?.kind !== 'postgres' || SECRET_KEY, {
    path: ['SECRET_KEY'],
    error: 'PostgreSQL needs one, for example from: openssl rand -hex 32',
    when: () => true,
  });

type Variable = keyof z.infer<typeof environment>;

const wants: Record<Variable, string> = {
  BOT_TOKEN: 'the token BotFather gave your bot, like 123456:ABC…',
  NGORDER_TOKEN: "the API token of your shop, from Ngorder's settings",
  OWNER_IDS: 'Telegram user IDs of the shop’s owners, like 123456789,987654321',
  TELEGRAM_API_ROOT: 'an http(s) address',
  NGORDER_API_ROOT: 'an http(s) address',
  DATABASE_URL: 'sqlite:path or postgres://…',
  SECRET_KEY: 'at least 16 characters, for example from: openssl rand -hex 32',
  SECRET_KEY_OLD: 'the SECRET_KEY before this one, as it was',
  WEBHOOK_URL: 'a full address such as https://bot.example/telegram, not one of the health pages',
  WEBHOOK_SECRET: '1 to 256 letters, digits, _ and -',
  PORT: 'a port number such as 8080, or an address and a port such as 0.0.0.0:8080',
  TIME_ZONE: 'a time zone such as Asia/Jakarta',
  LOCALE: `one of ${locales.join(', ')}`,
  LOG_LEVEL: `one of ${logLevels.join(', ')}`,
};

/**
 * Reads the environment. An empty variable counts as unset.
 * @throws {ConfigError} naming every missing or wrong variable.
 */
export function readConfig(env: Environment): Config {
  const given = Object.fromEntries(
    Object.keys(wants).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const { data, error } = environment.safeParse(given, {
    error: ({ path }) => wants[path?.[0] as Variable],
  });
  if (error !== undefined) {
    const problems = error.issues.map(({ path: [name = ''], message }) => {
      const fault = given[String(name)] === undefined ? 'missing' : 'wrong';
      return `${String(name)} is ${fault}: ${message}`;
    });
    throw new ConfigError(problems);
  }
  const { WEBHOOK_URL: url, PORT } = data;
  return {
    botToken: data.BOT_TOKEN,
    ngorderToken: data.NGORDER_TOKEN,
    ownerIds: data.OWNER_IDS,
    telegramApiRoot: data.TELEGRAM_API_ROOT,
    ngorderApiRoot: data.NGORDER_API_ROOT,
    database: data.DATABASE_URL,
    secretKey: data.SECRET_KEY,
    secretKeyOld: data.SECRET_KEY_OLD,
    webhook: url === undefined ? undefined : { url, secret: data.WEBHOOK_SECRET },
    // Nobody outside has to reach a bot that polls.
    listen: { host: PORT.host ?? (url === undefined ? '127.0.0.1' : undefined), port: PORT.port },
    timeZone: data.TIME_ZONE,
    locale: data.LOCALE,
    logLevel: data.LOG_LEVEL,
  };
}

/** What must never be told: not in a log, not in a message. */
export function secretsOf(config: Config): string[] {
  const { database } = config;
  const secrets = [
    config.botToken,
    config.ngorderToken,
    config.secretKey,
    config.secretKeyOld,
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

/** A text that `parse` makes something of; of one that it can't it returns undefined. */
function parsed<T>(parse: (value: string) => T | undefined, fallback: string) {
  return text.default(fallback).transform((value, { addIssue }) => {
    const result = parse(value);
    if (result !== undefined) return result;
    addIssue({ code: 'custom' });
    return z.NEVER;
  });
}

function parseDatabase(value: string): DatabaseAddress | undefined {
  if (/^postgres(ql)?:\/\//.test(value))
    return URL.canParse(value) ? { kind: 'postgres', url: value } : undefined;
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(value)?.[1];
  return path === undefined ? undefined : { kind: 'sqlite', path: resolve(path) };
}

function parseRoot(value: string): string | undefined {
  return /^https?:\/\//.test(value) && URL.canParse(value) ? value.replace(/\/+$/, '') : undefined;
}

function isWebhookAddress(value: string): boolean {
  const url = /^https?:\/\//.test(value) ? URL.parse(value) : null;
  return url !== null && !takenPaths.includes(url.pathname);
}

/** `8080`, `0.0.0.0:8080`, `localhost:8080` or `[::]:8080`. */
function parseListenAddress(value: string): ListenAddress | undefined {
  const parts = /^(?:(?<v4>[^:[\]]+):|\[(?<v6>.+)\]:)?(?<port>\d{1,5})$/.exec(value)?.groups;
  const port = Number(parts?.['port']);
  if (parts === undefined || port > 65_535) return undefined;
  const { v4, v6 } = parts;
  if (v4 !== undefined && isIP(v4) !== 4 && v4 !== 'localhost') return undefined;
  if (v6 !== undefined && isIP(v6) !== 6) return undefined;
  return { host: v4 ?? v6, port };
}

function parseTimeZone(value: string): string | undefined {
  if (indonesianTimeZones.has(value)) return value;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
