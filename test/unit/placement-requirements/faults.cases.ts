import { requirementFaults } from '../../../src/modules/placement/domain/requirements/requirement-faults.js';
import type { RequirementInformation } from '../../../src/modules/placement/domain/requirements/types.js';
import { contractFaults } from './contract.js';
import { requiring } from './orchestrations.js';

const P = '/requirements/orchestration';
const W = `${P}/services/web`;

/** Requirements that the schema takes, and what is wrong with them all the same, as place and detail. */
const FAULTS: [name: string, requirements: RequirementInformation, faults: [place: string, detail: string][]][] = [
  ['an image that is not required', requiring({ image: 'two:1' }), [[`${W}/image`, 'is none of the required images']]],
  ['a tag that is not required', requiring({ image: 'one' }), [[`${W}/image`, 'is none of the required images']]],
  ['a tag in other letters', { ...requiring({ image: 'one:v1' }), images: [{ repository: 'one', tag: 'V1' }] }, [[`${W}/image`, 'is none of the required images']]],
  ['a port of a registry for a tag', { ...requiring({ image: 'host:1/one' }), images: [{ repository: 'host', tag: '1' }] }, [[`${W}/image`, 'is none of the required images']]],
  ['an image that is required twice', { ...requiring(), images: [{ repository: 'one', tag: '1' }, { repository: 'two' }, { repository: 'two', tag: 'latest' }] }, [['/requirements/images/2', 'names two:latest, which another entry names']]],
  ['a tag in a repository', { ...requiring(), images: [{ repository: 'one', tag: '1' }, { repository: 'host:5000/two:3' }] }, [['/requirements/images/1/repository', 'must not hold a tag']]],
  ['the port 0 outside', requiring({ ports: ['0:80'] }), [[`${W}/ports/0`, 'must have ports from 1 to 65535']]],
  ['the port 0 inside', requiring({ ports: ['80:00000'] }), [[`${W}/ports/0`, 'must have ports from 1 to 65535']]],
  ['a port that is too high', requiring({ ports: ['1:1', '65536:80'] }), [[`${W}/ports/1`, 'must have ports from 1 to 65535']]],
  ['a port outside twice', requiring({ ports: ['80:1', '80:1/udp', '0080:2/tcp'] }), [[`${W}/ports/2`, `has the port outside 80/tcp, which ${W}/ports/0 has`]]],
  ['a port inside twice, of two services', { ...requiring(), orchestration: { services: { 'web': { image: 'one:1', ports: ['1:80'] }, 'a-b': { image: 'one:1', ports: ['2:80', '3:81'] } } } }, [[`${P}/services/a-b/ports/0`, `has the port inside 80/tcp, which ${W}/ports/0 has`]]],
  ['an unknown network', requiring({ networks: ['yun'] }, { networks: { other: null } }), [[`${W}/networks/0`, 'names no network of the orchestration']]],
  ['an unknown network where there are none', requiring({ networks: ['constructor'] }), [[`${W}/networks/0`, 'names no network of the orchestration']]],
  ['an unknown volume', requiring({ volumes: ['./data:/a', 'data:/b', 'constructor:/c'] }), [[`${W}/volumes/1`, 'names no volume of the orchestration'], [`${W}/volumes/2`, 'names no volume of the orchestration']]],
  ['a folder and a volume of one name', requiring({ volumes: ['data:/a', './data:/b'] }, { volumes: { data: null } }), [[`${W}/volumes/1`, 'names a folder as a volume of the orchestration is named']]],
  ['two volumes at one path', requiring({ volumes: ['./a:/x/y', './b:/x//z/../y/:ro'] }), [[`${W}/volumes/1`, 'puts a second volume at /x/y']]],
  ['a volume for the root folder', requiring({ volumes: ['./a:/x/..'] }), [[`${W}/volumes/0`, 'must not take the place of the root folder']]],
  ['files for a folder that nobody has', requiring({ volumes: ['www:/a', './other:/b'] }, { volumes: { www: null }, 'x-openmep-files': [{ from: 'webapp', to: './www' }] }), [[`${P}/x-openmep-files/0/to`, 'names no folder that a service has as a volume']]],
  ['files for one folder twice', requiring({ volumes: ['./www:/a'] }, { 'x-openmep-files': [{ from: 'a', to: './www' }, { from: 'b', to: './www' }] }), [[`${P}/x-openmep-files/1/to`, 'names a folder that has files already']]],
  ['a variable of the platform', requiring({ environment: { OPENMEP_API_ROOT: '', MY_OPENMEP_: '' } }), [[`${W}/environment/OPENMEP_API_ROOT`, 'is for the platform to set']]],
  ['a health check of another kind', requiring({ healthcheck: { test: ['NONE', ''] } }), [[`${W}/healthcheck/test/0`, 'must be CMD or CMD-SHELL']]],
  ['two texts for the shell', requiring({ healthcheck: { test: ['CMD-SHELL', 'a', 'b'] } }), [[`${W}/healthcheck/test/2`, 'is one too many: CMD-SHELL has one text']]],
  ['less memory than Docker gives', requiring({ mem_limit: '6143k' }), [[`${W}/mem_limit`, 'must be at least 6m']]],
  ['more memory than can be counted', { ...requiring(), orchestration: { services: { one: { image: 'one:1', mem_limit: '1100000g' }, two: { image: 'one:1', mem_limit: '1100000g' } } } }, [[`${P}/services`, 'must not have more than 2147483647 MB of memory together']]],
];

describe('requirements that the schema takes', () => {
  it.each(FAULTS)('are refused with %s', (_name, requirements, faults) => {
    expect(contractFaults('RequirementInformation', requirements)).toEqual([]);
    expect(requirementFaults(requirements)).toEqual(faults.map(([place, detail]) => ({ place, detail })));
  });

  it('are told all faults at once', () => {
    const faults = requirementFaults(requiring({ image: 'two', privileged: true, networks: ['yun'], ports: ['0:1'], mem_limit: '1m', volumes: ['data:/'] } as object));
    expect(faults.map(({ place }) => place)).toEqual(['privileged', 'image', 'networks/0', 'mem_limit', 'ports/0', 'volumes/0', 'volumes/0'].map((key) => `${W}/${key}`));
  });

  it.each([
    ['repositories in other letters', requiring({ image: 'ONE:1' })],
    ['the tag latest by its absence', { ...requiring({ image: 'host:5000/One' }), images: [{ repository: 'host:5000/one', tag: 'latest' }] }],
    ['one port for two protocols', requiring({ ports: ['53:53', '53:53/udp'] })],
    ['the least and the highest', requiring({ ports: ['1:65535', '65535:1'], mem_limit: '6m' })],
    ['the most memory', requiring({ mem_limit: '1999999g' })],
    ['names of what every object has', requiring({ volumes: ['constructor:/a'], networks: ['constructor'] }, { volumes: { constructor: null }, networks: { constructor: {} } })],
  ])('have no fault with %s', (_name, requirements) => {
    expect(contractFaults('RequirementInformation', requirements)).toEqual([]);
    expect(requirementFaults(requirements)).toEqual([]);
  });
});
