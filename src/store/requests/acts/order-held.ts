/** Another act on the same order and shop is under way. */
export class OrderHeld extends Error {
  override readonly name = 'OrderHeld';
}

/**
 * What `work` comes to, which may put an act under way.
 * @throws {OrderHeld} when the database refuses that for another one's sake
 */
export function unlessHeld<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw refusesSecond(error) ? new OrderHeld(undefined, { cause: error }) : error;
  });
}

/** SQLite says it in words, PostgreSQL by SQLSTATE 23505. */
function refusesSecond(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.message.includes('UNIQUE constraint failed') ||
    ('code' in error && error.code === '23505')
  );
}
