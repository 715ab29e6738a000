// Writes the sequence diagrams of the shipped scenarios into docs/registration.md.
import { sequenceDiagram } from '../src/modules/registration/domain/picture/mermaid.js';
import type { RegistrationRun } from '../src/modules/registration/domain/types.js';
import { writeGeneratedPart } from './generated-part.js';
import { REGISTRATION_SCENARIOS, registrationScenario, runsOf } from './registration-runs.js';

const cell = (run: RegistrationRun): string => ['<td valign="top">', '', '```mermaid', sequenceDiagram(run).trimEnd(), '```', '', '</td>'].join('\n');
const sideBySide = (runs: readonly RegistrationRun[]): string => ['<table><tr>', ...runs.map(cell), '</tr></table>'].join('\n');

const parts = REGISTRATION_SCENARIOS.map(registrationScenario).map((scenario) => `### ${scenario.name}\n\n${scenario.description}\n\n${sideBySide(runsOf(scenario))}`);
writeGeneratedPart('docs/registration.md', 'pictures', parts.join('\n\n'));
