import type { Dialect, Kysely, RawBuilder } from 'kysely';
import type { DatabaseClock } from '../clock.ts';
import type { Tables } from '../schema.ts';

/** Lists as one parameter: then a statement is the same for any number of values, and costs little to say. */
export interface Lists {
  /** True where a column has one of these values. */
  among(column: string, values: readonly (string | number)[]): RawBuilder<boolean>;
  /** A table with these rows, of columns with these types. */
  tableOf<Row extends Record<string, string | number>>(
    types: { [Column in keyof Row]: Row[Column] extends number ? 'bigint' : 'text' },
    rows: readonly Row[],
  ): RawBuilder<Row>;
}

/** What SQLite and PostgreSQL each bring along. */
export interface Engine {
  /** What the operator knows the database by. */
  readonly name: string;
  readonly dialect: Dialect;
  /** For reads that take no time and come together; undefined: the other one serves them as well. */
  readonly dialectOfReads?: Dialect;
  readonly now: DatabaseClock;
  readonly lists: Lists;
  /** No other process uses it. */
  readonly alone: boolean;
  /** One statement may write to several tables, one after what the other wrote (PostgreSQL, Data-Modifying Statements in WITH). */
  readonly chainsWrites: boolean;
  /** Does what comes before the database is used, and may take as long as it needs. */
  setUp<Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /** For writes that must survive a crash of the process but may be lost in a power failure. */
  withRelaxedDurability<Result>(
    db: Kysely<Tables>,
    work: (db: Kysely<Tables>) => Promise<Result>,
  ): Promise<Result>;
  /** For writes that nothing may take back once this resolves; the process goes on while they wait for the disk. */
  durably<Result>(
    db: Kysely<Tables>,
    work: (db: Kysely<Tables>) => Promise<Result>,
  ): Promise<Result>;
  /** Writes as much as several updates need and takes it back. @throws what shows that nothing can be stored */
  tryWriting(): Promise<void>;
  /** What is wrong with the database, in plain words; undefined for an error that tells of no such thing. */
  wordsFor(error: unknown): string | undefined;
  /** Whether it is a person's mistake, so that waiting is of no use. */
  needsSomebody(error: unknown): boolean;
  /** Calls back when a connection breaks that nobody is using at the time. */
  onCut(listener: (error: unknown) => void): void;
  /** Lets go of what the dialect doesn't. */
  close(): void | Promise<void>;
}

/** The fact that is written and taken back to try whether anything can be stored. */
export const writeCheck = 'write check';
export const writeCheckBytes = 64 * 1024;
