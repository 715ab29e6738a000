import { ConfigurationError, readYaml } from '../../config/index.js';
import type { SeedSection, SeedSections } from '../app-instance/index.js';
import { isObject, type Json } from '../common/document-text/index.js';
import { isChosenId } from '../common/operation/index.js';

/** An application of the seed file, with its things in the order in which they are created. */
export interface SeedApplication {
  appInstanceId: string;
  appName: string;
  items: { place: string; section: SeedSection; item: unknown }[];
}

/**
 * Reads the seed file and checks all of it before anything is created.
 * @throws ConfigurationError with a sentence per fault
 */
export function readSeedFile(file: string, sections: SeedSections): SeedApplication[] {
  const content = readYaml('MEC_SEED_FILE', file);
  const applications = isObject(content) ? content['applications'] : undefined;
  if (!Array.isArray(applications)) throw new ConfigurationError([`MEC_SEED_FILE ${file} must have a list "applications".`]);
  const faults: string[] = [];
  const result = applications.map((application: unknown, index) => {
    const place = `MEC_SEED_FILE ${file}: applications[${index}]`;
    return readApplication(isObject(application) ? application : {}, place, sections, (text) => faults.push(text));
  });
  if (faults.length) throw new ConfigurationError(faults);
  return result;
}

function readApplication(application: Json, place: string, sections: SeedSections, fault: (text: string) => void): SeedApplication {
  const { appInstanceId, appName, ...things } = application;
  if (typeof appInstanceId !== 'string' || appInstanceId === '') fault(`${place} lacks the text appInstanceId.`);
  else if (!isChosenId(appInstanceId)) fault(`${place}.appInstanceId is . or .., which cannot stand in a URI, or has more than 255 characters.`);
  if (typeof appName !== 'string' || appName === '') fault(`${place} lacks the text appName.`);
  const items = Object.entries(things).flatMap(([key, list]) => {
    if (!sections.keys().includes(key)) fault(`${place}.${key}: no module serves ${key} yet; an application has ${['appInstanceId', 'appName', ...sections.keys()].join(', ')}.`);
    else if (!Array.isArray(list)) fault(`${place}.${key} must be a list.`);
    else return list.flatMap((item: unknown, index) => readItem(key, item, `${place}.${key}[${index}]`, sections, fault));
    return [];
  });
  return { appInstanceId: String(appInstanceId), appName: String(appName), items };
}

function readItem(key: string, item: unknown, place: string, sections: SeedSections, fault: (text: string) => void) {
  const section = sections.find(key, item);
  if (!section) {
    const type = isObject(item) ? String(item['subscriptionType']) : 'unknown';
    fault(`${place}: no module serves ${key} of type ${type} yet.`);
    return [];
  }
  for (const { place: within, detail } of section.faultsOf(item)) fault(`${place}${within} ${detail}.`);
  return [{ place, section, item }];
}
