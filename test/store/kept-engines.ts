import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type TransactionSettings,
} from 'kysely';
import type { Engine } from '../../src/store/engine/engine.ts';
import { usePostgres } from '../../src/store/engine/postgres/postgres.ts';
import type { Tables } from '../../src/store/schema.ts';

/**
 * Engines on one PostgreSQL whose connections stay from one test to the next. To open them, and to have everything planned
 * on them once more, takes PostgreSQL and its client longer than all that most tests ask.
 */
export class KeptEngines {
  readonly #url: string;
  readonly #idle: KeptEngine[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  /** For one store: what that closes comes back here. Two that are open at a time share nothing. */
  lend(): Engine {
    const kept = this.#idle.pop() ?? new KeptEngine(this.#url);
    return kept.lent(() => this.#idle.push(kept));
  }

  /** Closes the connections of those that nobody uses. */
  async end(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((kept) => kept.end()));
  }
}

class KeptEngine {
  readonly #engine: Engine;
  readonly #db: Kysely<Tables>;
  #onCut: ((error: unknown) => void) | undefined;

  constructor(url: string) {
    this.#engine = usePostgres(url);
    this.#db = new Kysely<Tables>({ dialect: this.#engine.dialect });
    this.#engine.onCut((error) => this.#onCut?.(error));
  }

  lent(giveBack: () => void): Engine {
    const { dialect, dialectOfReads, ...rest } = this.#engine;
    return {
      ...rest,
      dialect: lentDialect(dialect),
      ...(dialectOfReads && { dialectOfReads: lentDialect(dialectOfReads) }),
      setUp: (work) => work(this.#db),
      onCut: (listener) => {
        this.#onCut = listener;
      },
      close: () => {
        this.#onCut = undefined;
        giveBack();
      },
    };
  }

  async end(): Promise<void> {
    await this.#db.destroy();
    await this.#engine.close();
  }
}

function lentDialect(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => new LentDriver(dialect.createDriver()),
  };
}

/** As when its connections end with it: it ends once all that was begun is done, and nothing can be begun after that. */
class LentDriver implements Driver {
  readonly #driver: Driver;
  /** Who reads may have the same connection as others. */
  #inUse = 0;
  #isOver = false;
  #onIdle: () => void = () => undefined;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#isOver) throw new Error('The store is closed');
    this.#inUse += 1;
    try {
      return await this.#driver.acquireConnection();
    } catch (error) {
      this.#giveBack();
      throw error;
    }
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#driver.beginTransaction(connection, settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.commitTransaction(connection);
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.rollbackTransaction(connection);
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    await this.#driver.releaseConnection(connection);
    this.#giveBack();
  }

  async destroy(): Promise<void> {
    this.#isOver = true;
    if (this.#inUse > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
  }

  #giveBack(): void {
    this.#inUse -= 1;
    if (this.#inUse === 0) this.#onIdle();
  }
}
