// Writes the table of settings into the README from their definition.
import 'reflect-metadata';
import { Settings, settingsOf } from '../src/config/index.js';
import { writeGeneratedPart } from './generated-part.js';

const rows = settingsOf(Settings).map(({ name, default: text, defaultInWords, meaning }) =>
  `| \`${name}\` | ${text === undefined ? defaultInWords : `\`${text}\``} | ${meaning} |`,
);
writeGeneratedPart('README.md', 'settings', ['| name | default | meaning |', '|---|---|---|', ...rows].join('\n'));
