import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  QueryResult,
  TransactionSettings,
} from 'kysely';
import type { CircuitBreaker } from './circuit-breaker.ts';

/** The dialect, asked for nothing during an outage; errors that tell of one become {@link DatabaseUnavailable}. */
export function guardedDialect(dialect: Dialect, outages: CircuitBreaker): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => new GuardedDriver(dialect.createDriver(), outages),
  };
}

class GuardedDriver implements Driver {
  readonly #driver: Driver;
  readonly #outages: CircuitBreaker;

  constructor(driver: Driver, outages: CircuitBreaker) {
    this.#driver = driver;
    this.#outages = outages;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<GuardedConnection> {
    return new GuardedConnection(this.#driver, this.#outages);
  }

  beginTransaction(connection: GuardedConnection, settings: TransactionSettings): Promise<void> {
    return connection.use((inner) => this.#driver.beginTransaction(inner, settings));
  }

  commitTransaction(connection: GuardedConnection): Promise<void> {
    return connection.use((inner) => this.#driver.commitTransaction(inner));
  }

  async rollbackTransaction(connection: GuardedConnection): Promise<void> {
    const { trouble } = connection;
    await connection
      .use((inner) => this.#driver.rollbackTransaction(inner))
      .catch((error: unknown) => {
        // The database has often rolled back by itself: report the original error, not the failed rollback.
        throw trouble ?? error;
      });
  }

  releaseConnection(connection: GuardedConnection): Promise<void> {
    return connection.release();
  }

  destroy(): Promise<void> {
    return this.#driver.destroy();
  }
}

/** A connection that is taken from the driver by its first statement, since only then an outage may be in the way. */
class GuardedConnection implements DatabaseConnection {
  readonly #driver: Driver;
  readonly #outages: CircuitBreaker;
  #inner: DatabaseConnection | undefined;
  #since = 0;
  /** The last trouble that was met on it. */
  trouble: unknown;

  constructor(driver: Driver, outages: CircuitBreaker) {
    this.#driver = driver;
    this.#outages = outages;
  }

  async use<T>(work: (inner: DatabaseConnection) => Promise<T>): Promise<T> {
    // What has begun is let go on: a setting is put back, a transaction comes to its end.
    if (this.#inner === undefined) {
      await this.#outages.assertAvailable();
      this.#since = performance.now();
    }
    try {
      this.#inner ??= await this.#driver.acquireConnection();
      return await work(this.#inner);
    } catch (error) {
      const recognized = this.#outages.recognize(error, this.#since);
      if (recognized !== error) this.trouble = recognized;
      throw recognized;
    }
  }

  async release(): Promise<void> {
    if (this.#inner !== undefined) await this.#driver.releaseConnection(this.#inner);
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.use((inner) => inner.executeQuery<R>(query));
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncGenerator<QueryResult<R>> {
    yield* await this.use(async (inner) => inner.streamQuery<R>(query, chunkSize));
  }
}
