import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ConfigurationError } from '../../config/index.js';
import type { SeedSection, SeedSections } from '../app-instance/index.js';

/** An application of the seed file, with its things in the order in which they are created. */
export interface SeedApplication {
  appInstanceId: string;
  appName: string;
  items: { section: SeedSection; item: unknown }[];
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError([`MEC_SEED_FILE ${file} cannot be read: ${(error as Error).message}`]);
  }
}

/**
 * Reads the seed file and checks all of it before anything is created.
 * @throws ConfigurationError with a sentence per fault
 */
export function readSeedFile(file: string, sections: SeedSections): SeedApplication[] {
  const content = readYaml(file);
  const applications = isObject(content) ? content['applications'] : undefined;
  if (!Array.isArray(applications)) throw new ConfigurationError([`MEC_SEED_FILE ${file} must have a list "applications".`]);
  const faults: string[] = [];
  const result = applications.map((application: unknown, index) => {
    const place = `MEC_SEED_FILE ${file}: applications[${index}]`;
    return readApplication(isObject(application) ? application : {}, sections, (text) => faults.push(`${place}${text}`));
  });
  if (faults.length) throw new ConfigurationError(faults);
  return result;
}

function readApplication(application: Json, sections: SeedSections, fault: (text: string) => void): SeedApplication {
  const { appInstanceId, appName, ...things } = application;
  if (typeof appInstanceId !== 'string' || appInstanceId === '') fault(' lacks the text appInstanceId.');
  if (typeof appName !== 'string' || appName === '') fault(' lacks the text appName.');
  const items = Object.entries(things).flatMap(([key, list]) => {
    if (!sections.keys().includes(key)) return fault(`.${key}: no module serves ${key} yet.`) ?? [];
    if (!Array.isArray(list)) return fault(`.${key} must be a list.`) ?? [];
    return list.flatMap((item: unknown, index) => {
      const section = sections.find(key, item);
      if (!section) return fault(`.${key}[${index}]: no module serves ${String((item as Json | null)?.['subscriptionType'])} yet.`) ?? [];
      for (const text of section.faultsOf(item)) fault(`.${key}[${index}]${text}.`);
      return [{ section, item }];
    });
  });
  return { appInstanceId: String(appInstanceId), appName: String(appName), items };
}
