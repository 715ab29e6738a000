import { makeClients, sdkFolder } from './sdk/clients.js';
import { lackingToGenerate, languagesNamed } from './sdk/languages.js';
import { ourDocuments } from './sdk/sdk-documents.js';
import { Tally } from './sdk/tally.js';

// npm run sdk -- [typescript|python|go|java …]: makes a client of every document, in sdk/<language>/<name>.

const tally = new Tally();
const missing = lackingToGenerate();
if (missing.length > 0) throw new Error(`The generator cannot run: this machine has no ${missing.join(', no ')}.`);
const languages = languagesNamed(process.argv.slice(2));
await makeClients(languages, ourDocuments(), tally);
for (const language of languages) console.log(`${language.name}: ${sdkFolder(language)}`);
console.log(tally.toString());
if (!tally.holds) process.exitCode = 1;
