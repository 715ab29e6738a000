// What the modules offer to each other says what it does, what it throws, in which units its numbers are, and which clause of a standard it implements.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { type PublicDeclaration, publicDeclarations } from './public-declarations.js';

/** What a number measures. */
const UNIT = /\b(milliseconds?|seconds?|s|ms|bytes?|k?b|[mg]i?b|metres?|degrees|dbm?|k?hz|percent|millis|thousandths|1 to 65535)\b/i;
/** What has no unit, since it counts, orders or names something. */
const UNITLESS = /\b(number|order|position|lines|tries|retries|restarts|port|seq|status|code|id)\b/i;

const wordsOf = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1 $2');
const saysUnit = (text: string) => UNIT.test(text) || UNITLESS.test(text);

/** Of the versions that the README names. */
const CLAUSE = /\b(MEC 0\d\d(-\d)?, \d+(\.\d+)*|TS \d\d\.\d{3}, \d+|RFC \d{4}|ETSI GS NFV-IFA 011)/;

const IMPLEMENTING = ['app-instance', 'app-lifecycle', 'app-package', 'app-rules', 'app-support', 'data-plane', 'dns-server', 'granting', 'notifications', 'ran', 'service-registry'];

/** What no standard asks for. */
const OF_OUR_OWN = [
  // How an implementation keeps what the standards describe.
  ...['AppInstances', 'isRunning', 'NetworkHost', 'PackageImages', 'RadioNetwork'],
  // Handover between platforms is an idea of its own, and no standard says how a granting service decides.
  ...['RuleMoves', 'HostCapacity', 'GrantingUnavailable'],
  // Operators' figures, and the seed file.
  ...['DeliveryCounters', 'DnsCounters', 'SeedSections', 'SubscriptionSeeds'],
];

type Rule = (declaration: PublicDeclaration) => boolean;

const rules: Record<string, Rule> = {
  'says what it is for': ({ isCode, documentation }) => !isCode || documentation !== '',
  'says what it throws': ({ thrown, documentation }) => thrown.length === 0 || documentation.includes('@throws'),
  'says in which unit a number is': ({ numbers, documentation }) => numbers.every((name) => saysUnit(wordsOf(name)) || saysUnit(documentation)),
};

const breaking = (rule: Rule, declarations: PublicDeclaration[]) => declarations.filter((declaration) => !rule(declaration)).map(({ name, place }) => `${name} in ${place}`);

describe('what modules export', () => {
  const declarations = publicDeclarations(join(PACKAGE_ROOT, 'src', 'modules'));
  const modules = [...new Set(declarations.map(({ module }) => module))];

  it('is found', () => {
    expect(modules).toEqual(expect.arrayContaining(['ran', 'notifications', 'common/lanes', 'common/operation']));
    expect(declarations.map(({ name }) => name)).toEqual(expect.arrayContaining(['isDomainName', 'Lanes', 'Clock.after', 'TarContent.size']));
  });

  describe.each(modules)('%s', (module) => {
    it.each(Object.entries(rules))('%s', (_name, rule) => {
      expect(breaking(rule, declarations.filter((declaration) => declaration.module === module))).toEqual([]);
    });
  });
});

describe('a class or function of a module that implements a standard', () => {
  const offered = publicDeclarations(join(PACKAGE_ROOT, 'src', 'modules')).filter(({ module, name, isCode }) => IMPLEMENTING.includes(module) && isCode && !name.includes('.'));
  const without = offered.filter(({ documentation }) => !CLAUSE.test(documentation)).map(({ name }) => name);

  it('cites the clause, unless it is of our own', () => {
    expect(new Set(offered.map(({ module }) => module))).toEqual(new Set(IMPLEMENTING));
    expect(without.sort()).toEqual(OF_OUR_OWN.toSorted());
  });
});

const SAMPLE = `
export { calling, catching, told, Told, type Measured } from './sample.js';
export * from './other.js';
`;
const OTHER = `
/** Said. */
export const said = () => 1;
export const unsaid = () => 1;
export const NO_FUNCTION = 1;
`;
const DECLARED = `
import { Known } from 'a-package';
class Base { /** Said. */ said() {} }
/** Tells. */
export function told(wait: number): void { const inner = () => { throw new Error('later'); }; if (wait) throw new Error('now'); }
/** @throws Problem 404 */
const require = () => undefined;
/** Calls what throws. */
export const calling = () => require();
/** Catches what is thrown. */
export function catching(): void { try { require(); } catch { return; } }
export class Told extends Base {
  said() {}
  unsaid() {}
  #hidden() {}
  private alsoHidden() {}
}
/** Its package says what this does. */
class Foreign extends Known { unsaid() {} }
export interface Measured {
  name: string;
  size: number;
  sizeBytes: number;
  /** In milliseconds. */
  age?: number;
  unsaid(): void;
}
`;

describe('of a made module', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'public-docs-'));
    mkdirSync(join(folder, 'group', 'made'), { recursive: true });
    for (const [name, text] of Object.entries({ index: SAMPLE, sample: DECLARED, other: OTHER })) writeFileSync(join(folder, 'group', 'made', `${name}.ts`), text);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['says what it is for', ['Told in group/made/sample.ts:12', 'Told.unsaid in group/made/sample.ts:14', 'Measured.unsaid in group/made/sample.ts:26', 'unsaid in group/made/other.ts:4']],
    ['says what it throws', ['told in group/made/sample.ts:5', 'calling in group/made/sample.ts:9']],
    ['says in which unit a number is', ['told in group/made/sample.ts:5', 'Measured.size in group/made/sample.ts:22']],
  ])('it is told what never %s', (name, expected) => {
    expect(breaking(rules[name]!, publicDeclarations(folder)).sort()).toEqual(expected.sort());
  });

  it('it is known by the folder of its index.ts', () => {
    expect(new Set(publicDeclarations(folder).map(({ module }) => module))).toEqual(new Set(['group/made']));
  });
});
