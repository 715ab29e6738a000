import { setImmediate as turn } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { ModuleRef, NestFactory } from '@nestjs/core';
import '../../src/app.module.js';
import { ConfigModule, loadSettings } from '../../src/config/index.js';
import type { Clock } from '../../src/modules/common/clock/index.js';
import { CommonModule } from '../../src/modules/common/common.module.js';
import { EventLog } from '../../src/modules/common/events/index.js';
import { NestLogger } from '../../src/modules/common/log/index.js';
import { Database } from '../../src/modules/common/persistence/index.js';
import { UnitOfWork } from '../../src/modules/common/unit-of-work/index.js';
import { cleanUp } from './clean-up.js';
import { createDatabase } from './database.js';
import { TestClock } from './test-clock.js';

/** The mechanisms below every module, without a platform around them. */
export interface Mechanisms {
  databaseUrl: string;
  database: Database;
  unitOfWork: UnitOfWork;
  eventLog: EventLog;
  clock: Clock;
  /** A further instance of a mechanism, beside the one that everybody shares. */
  another: <T>(type: new (...parameters: never[]) => T) => Promise<T>;
}

@Module({})
class MechanismsAlone {}

/** Database, unit of work and event log on a database of their own, or on the one at `databaseUrl`. */
export async function openMechanisms({ databaseUrl, clock = new TestClock() }: { databaseUrl?: string; clock?: Clock } = {}): Promise<Mechanisms> {
  let url = databaseUrl;
  if (url === undefined) {
    const created = await createDatabase();
    cleanUp(() => created.remove());
    url = created.url;
  }
  const settings = loadSettings({ DATABASE_URL: url });
  const database = await Database.open(settings);
  cleanUp(() => database.close());
  const module = { module: MechanismsAlone, imports: [ConfigModule.with(settings), CommonModule.with(clock, database)] };
  const context = await NestFactory.createApplicationContext(module, { logger: new NestLogger(), abortOnError: false });
  return {
    databaseUrl: url,
    database,
    unitOfWork: context.get(UnitOfWork, { strict: false }),
    eventLog: context.get(EventLog, { strict: false }),
    clock,
    another: (type) => context.get(ModuleRef).create(type as new (...parameters: unknown[]) => InstanceType<typeof type>),
  };
}

/** What another process on the same database has. SQLite admits no second process, but it admits a second follower of the log. */
export async function openBeside(first: Mechanisms): Promise<Mechanisms> {
  if (first.database.kind === 'postgres') return openMechanisms({ databaseUrl: first.databaseUrl, clock: first.clock });
  return { ...first, eventLog: await first.another(EventLog) };
}

/** Lets everything that waits for its turn in this process have some. */
export async function someTurns(count = 20): Promise<void> {
  for (let left = count; left > 0; left--) await turn();
}

/** A promise that is kept from outside. */
export function gate(): { passed: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}
