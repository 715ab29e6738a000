import { validateSync } from 'class-validator';
import { settingsOf } from './setting.decorator.js';
import { Settings } from './settings.js';

/** Wrong configuration: one sentence per fault. */
export class ConfigurationError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads and checks the settings.
 * @throws ConfigurationError with a sentence per fault
 */
export function loadSettings(environment: Record<string, string | undefined>): Settings {
  const settings = new Settings();
  const definitions = settingsOf(Settings);
  for (const { name, property, form, default: fallback } of definitions) {
    const text = environment[name]?.trim() || fallback;
    if (text !== undefined) Object.assign(settings, { [property]: form.read(text) });
  }
  const faults = validateSync(settings).map((fault) => {
    const { name } = definitions.find((definition) => definition.property === fault.property)!;
    return `${name} ${Object.values(fault.constraints ?? {})[0]}; it is "${environment[name]}".`;
  });
  faults.push(...mp3Faults(settings));
  if (settings.crashAt !== undefined && environment['NODE_ENV'] !== 'test')
    faults.push('MEC_CRASH_AT is for tests only: it needs NODE_ENV=test.');
  if (faults.length) throw new ConfigurationError(faults);
  return settings;
}

/** What the Mp3 listener cannot do without. */
const MP3 = ['mp3Port', 'mp3Cert', 'mp3Key', 'mp3Ca', 'mp3Peers'] as const satisfies (keyof Settings)[];

/** Mp3 is wholly set, or off. */
function mp3Faults(settings: Settings): string[] {
  const names = (properties: readonly string[]) => properties.map((property) => settingsOf(Settings).find((definition) => definition.property === property)!.name);
  const missing = MP3.filter((property) => !settings[property]);
  if (missing.length === 0 || missing.length === MP3.length) return [];
  return [`${names(MP3).join(', ')} are set together or not at all; ${names(missing).join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set.`];
}

/** Variables that look like ours and aren't: most likely misspelt. */
export function unknownSettings(environment: Record<string, string | undefined>): string[] {
  const known = new Set(settingsOf(Settings).map(({ name }) => name));
  return Object.keys(environment).filter((name) => name.startsWith('MEC_') && !known.has(name));
}
