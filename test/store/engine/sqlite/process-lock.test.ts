import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { lockForThisProcess } from '../../../../src/store/engine/sqlite/process-lock.ts';
import { createLeases } from '../../../../src/store/tables/leases.ts';
import { onSqlite } from '../../databases.ts';

const program = join(import.meta.dirname, 'hold-database.ts');

describe('an SQLite database belongs to one process', () => {
  const database = onSqlite();
  const pathOf = () => {
    const address = database.address();
    return address.kind === 'sqlite' ? address.path : '';
  };
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
  });

  const startAnother = async (): Promise<{ child: ChildProcess; says: string }> => {
    const child = spawn(process.execPath, [program, pathOf()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [says] = await once(createInterface({ input: child.stdout }), 'line');
    return { child, says };
  };

  const kill = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  test('a second process is refused and told which one holds it', async () => {
    const { child, says } = await startAnother();
    expect(says).toBe('open');
    expect(() => lockForThisProcess(pathOf(), 50)).toThrow(
      expect.objectContaining({
        name: 'StoreError',
        problem: 'locked',
        message: expect.stringContaining(`process ${child.pid}`),
      }),
    );
  });

  test('a second start of the whole bot is refused too, and the first goes on', async () => {
    const store = await database.open();
    const { says } = await startAnother();
    expect(says).toContain(`is in use by process ${process.pid} on `);
    expect(await createLeases(store).take('poller', 'first', 1000)).toBe(true);
  });

  test('a killed process frees it at once, and leaves no lease behind', async () => {
    const store = await database.open();
    await createLeases(store).take('act:1', 'somebody who dies', 3_600_000);
    await store.close();
    const { child, says } = await startAnother();
    expect(says).toBe('open');
    await kill(child);
    const again = await database.open();
    expect(await createLeases(again).take('act:1', 'next', 1000)).toBe(true);
  });

  test('a process that is just ending is waited for', async () => {
    const { child } = await startAnother();
    child.kill('SIGKILL');
    const lock = lockForThisProcess(pathOf(), 10_000);
    lock.release();
  });

  test('a lock that was given back is free at once', () => {
    lockForThisProcess(pathOf()).release();
    lockForThisProcess(pathOf(), 0).release();
  });
});
