import { randomUUID } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Platform, type PlatformBuild } from '../processes/platform.js';
import { type Bench, newFile } from './bench.js';
import { APP_INSTANCE_ID, SERVICE } from './sample-service.js';

type Row = Record<string, unknown> & { ser_instance_id: string; attributes: string };

export interface Population {
  databaseFile: string;
  oneServiceId: string;
  /** Name that the filtered list asks for. */
  sharedName: string;
}

const nameOf = (group: number) => `service-${String(group).padStart(6, '0')}`;

/** Lets the platform make a database, with one application that has one service. */
export async function makeTemplate(build: PlatformBuild, folder: string): Promise<string> {
  const databaseFile = join(folder, 'template.sqlite');
  const seedFile = join(folder, 'seed.yaml');
  const application = { appInstanceId: APP_INSTANCE_ID, appName: 'bench', services: [{ serInstanceId: randomUUID(), ...SERVICE }] };
  writeFileSync(seedFile, JSON.stringify({ applications: [application] }));
  const platform = await Platform.start({ main: build.main }, { databaseFile, seedFile });
  await platform.stop();
  return databaseFile;
}

/** A database in which the application has so many services; each name is shared by as many as a list shows. */
export function populate(bench: Bench, count: number): Population {
  const databaseFile = newFile(bench, 'sqlite');
  copyFileSync(bench.templateFile, databaseFile);
  const database = new Sqlite(databaseFile);
  const template = database.prepare('SELECT * FROM service').get() as Row;
  const columns = Object.keys(template);
  const insert = database.prepare(`INSERT INTO service (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`);
  const attributes = JSON.parse(template.attributes) as object;
  const groups = Math.max(1, count / bench.scale.listed);
  database.transaction(() => {
    database.exec('DELETE FROM service');
    for (let number = 0; number < count; number++) {
      const named = { ...attributes, serName: nameOf(number % groups) };
      insert.run({ ...template, ser_instance_id: randomUUID(), attributes: JSON.stringify(named) });
    }
  })();
  const sharedName = nameOf(Math.floor(groups / 2));
  const shown = database.prepare('SELECT ser_instance_id FROM service LIMIT 1 OFFSET ?').get(Math.floor(count / 2)) as Row | undefined;
  database.close();
  return { databaseFile, oneServiceId: shown?.ser_instance_id ?? '', sharedName };
}
