import { managerOf, sql } from '../../src/modules/common/persistence/index.js';
import type { Transaction } from '../../src/modules/common/unit-of-work/index.js';
import { executeSql } from '../support/database-outage.js';
import { gate, type Mechanisms, openMechanisms, someTurns } from '../support/mechanisms.js';

const INSERT = "INSERT INTO app_instance (app_instance_id, app_name, origin, created_at) VALUES (?, ?, 'SEED', 0)";

const write = (transaction: Transaction, id: string) => sql(managerOf(transaction), INSERT, [id, 'app']);

async function written({ database }: Mechanisms): Promise<string[]> {
  const rows = await database.read((manager) =>
    sql<{ app_instance_id: string }>(manager, 'SELECT app_instance_id FROM app_instance ORDER BY app_instance_id'),
  );
  return rows.map((row) => row.app_instance_id);
}

describe('a unit of work', () => {
  let mechanisms: Mechanisms;

  beforeEach(async () => {
    mechanisms = await openMechanisms();
  });

  it('answers what its work returns', async () => {
    expect(await mechanisms.unitOfWork.run(async () => 42)).toBe(42);
  });

  it('leaves nothing when its work throws, and passes the error on', async () => {
    const error = new Error('no');
    const failing = mechanisms.unitOfWork.run(async (transaction) => {
      await write(transaction, 'a');
      await write(transaction, 'b');
      throw error;
    });
    await expect(failing).rejects.toBe(error);
    expect(await written(mechanisms)).toEqual([]);
  });

  it('leaves nothing when the database refuses one of its statements', async () => {
    const failing = mechanisms.unitOfWork.run(async (transaction) => {
      await write(transaction, 'a');
      await write(transaction, 'a');
    });
    await expect(failing).rejects.toThrow(/unique|duplicate/i);
    expect(await written(mechanisms)).toEqual([]);
    await mechanisms.unitOfWork.run((transaction) => write(transaction, 'a'));
    expect(await written(mechanisms)).toEqual(['a']);
  });

  it('leaves nothing and holds no lock when its commit fails', async () => {
    const { databaseUrl, unitOfWork } = mechanisms;
    await executeSql(databaseUrl, 'CREATE TABLE guest (host varchar(255) REFERENCES app_instance (app_instance_id) DEFERRABLE INITIALLY DEFERRED)');
    const failing = unitOfWork.run(async (transaction) => {
      await write(transaction, 'a');
      await sql(managerOf(transaction), 'INSERT INTO guest (host) VALUES (?)', ['nobody']);
    });
    await expect(failing).rejects.toThrow(/foreign key/i);
    await executeSql(databaseUrl, "INSERT INTO app_instance (app_instance_id, app_name, origin, created_at) VALUES ('elsewhere', 'app', 'SEED', 0)");
    await unitOfWork.run((transaction) => write(transaction, 'here'));
    expect(await written(mechanisms)).toEqual(['elsewhere', 'here']);
  });

  it.each([['first'], ['second'], ['third']])('keeps its writes when another that overlaps with it fails (%s fails)', async (failing) => {
    const unit = (name: string) =>
      mechanisms.unitOfWork.run(async (transaction) => {
        await write(transaction, `${name}-1`);
        await someTurns();
        await write(transaction, `${name}-2`);
        await someTurns();
        if (name === failing) throw new Error('no');
        return name;
      });
    const names = ['first', 'second', 'third'];
    const results = await Promise.allSettled(names.map(unit));
    const others = names.filter((name) => name !== failing);
    expect(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))).toEqual(others);
    expect(await written(mechanisms)).toEqual(others.flatMap((name) => [`${name}-1`, `${name}-2`]));
  });

  it('keeps its writes when a statement fails in another that overlaps with it', async () => {
    const twice = (id: string) =>
      mechanisms.unitOfWork.run(async (transaction) => {
        await write(transaction, id);
        await someTurns();
        await write(transaction, id);
      });
    const results = await Promise.allSettled([
      mechanisms.unitOfWork.run((transaction) => write(transaction, 'a')),
      mechanisms.unitOfWork.run((transaction) => write(transaction, 'b')),
      twice('c'),
      mechanisms.unitOfWork.run((transaction) => write(transaction, 'd')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await written(mechanisms)).toEqual(['a', 'b', 'd']);
  });

  it('writes everything of eight parallel writers', async () => {
    const ids = Array.from({ length: 8 }, (_, writer) => Array.from({ length: 25 }, (_item, index) => `${writer}-${String(index).padStart(2, '0')}`));
    await Promise.all(
      ids.map(async (mine) => {
        for (const id of mine) await mechanisms.unitOfWork.run((transaction) => write(transaction, id));
      }),
    );
    expect(await written(mechanisms)).toEqual(ids.flat());
  });

  it('shows readers nothing that is not committed', async () => {
    const seen: string[][] = [];
    const unit = (id: string, fails: boolean) =>
      mechanisms.unitOfWork.run(async (transaction) => {
        await write(transaction, id);
        seen.push(await written(mechanisms));
        if (fails) throw new Error('no');
      });
    await unit('kept', false);
    await expect(unit('dropped', true)).rejects.toThrow('no');
    seen.push(await written(mechanisms));
    expect(seen).toEqual([[], ['kept'], ['kept']]);
  });

  it('does not keep readers waiting', async () => {
    const { passed, open } = gate();
    const unit = mechanisms.unitOfWork.run(async (transaction) => {
      await write(transaction, 'a');
      await passed;
    });
    expect(await written(mechanisms)).toEqual([]);
    open();
    await unit;
    expect(await written(mechanisms)).toEqual(['a']);
  });
});

describe('actions after the commit', () => {
  let mechanisms: Mechanisms;

  beforeEach(async () => {
    mechanisms = await openMechanisms();
  });

  it('run in the order of their registration, one after another, and find what was written', async () => {
    const steps: unknown[] = [];
    await mechanisms.unitOfWork.run(async (transaction) => {
      transaction.afterCommit(async () => {
        await someTurns();
        steps.push(await written(mechanisms));
      });
      await write(transaction, 'a');
      transaction.afterCommit(() => void steps.push('second'));
      steps.push('work');
    });
    expect(steps).toEqual(['work', ['a'], 'second']);
  });

  it('never run after a rollback', async () => {
    const steps: string[] = [];
    const failing = mechanisms.unitOfWork.run(async (transaction) => {
      transaction.afterCommit(() => void steps.push('action'));
      await write(transaction, 'a');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await mechanisms.unitOfWork.run(async () => undefined);
    expect(steps).toEqual([]);
  });

  it('do not turn a commit into a failure, nor keep each other away', async () => {
    const steps: string[] = [];
    const unit = mechanisms.unitOfWork.run(async (transaction) => {
      transaction.afterCommit(() => Promise.reject(new Error('the index could not be refreshed')));
      transaction.afterCommit(() => void steps.push('second'));
      await write(transaction, 'a');
    });
    // A rejection means that nothing was written: the client would try again, and write twice.
    await expect(unit).resolves.toBeUndefined();
    expect(steps).toEqual(['second']);
    await mechanisms.unitOfWork.run((transaction) => write(transaction, 'b'));
    expect(await written(mechanisms)).toEqual(['a', 'b']);
  });
});

if (globalThis.DATABASE === 'postgres')
  describe('two units that wait for each other', () => {
    it('both succeed, and their actions run once', async () => {
      const mechanisms = await openMechanisms();
      await mechanisms.unitOfWork.run(async (transaction) => {
        for (const id of ['a', 'b']) await write(transaction, id);
      });
      const steps: string[] = [];
      let attempts = 0;
      let underWay = 0;
      const both = gate();
      const unit = (name: string, ...ids: [string, string]) =>
        mechanisms.unitOfWork.run(async (transaction) => {
          transaction.afterCommit(() => void steps.push(name));
          attempts += 1;
          await touch(transaction, ids[0]);
          if (++underWay === 2) both.open();
          await both.passed;
          await touch(transaction, ids[1]);
        });
      await Promise.all([unit('forwards', 'a', 'b'), unit('backwards', 'b', 'a')]);
      expect(attempts).toBe(3);
      expect(steps.sort()).toEqual(['backwards', 'forwards']);
    });
  });

const touch = (transaction: Transaction, id: string) =>
  sql(managerOf(transaction), 'UPDATE app_instance SET created_at = created_at + 1 WHERE app_instance_id = ?', [id]);
