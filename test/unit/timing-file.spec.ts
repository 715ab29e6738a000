import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ConfigurationError, loadSettings } from '../../src/config/index.js';
import { TimingFile } from '../../src/modules/app-support/adapters/timing-file.js';
import { ApiDocuments } from '../../src/modules/common/operation/index.js';

const NTP = {
  ntpServerAddrType: 'DNS_NAME',
  ntpServerAddr: 'ntp.edge.example',
  minPollingInterval: 3,
  maxPollingInterval: 17,
  localPriority: 4_294_967_295,
  authenticationOption: 'NONE',
};
const BY_ADDRESS = { ...NTP, ntpServerAddrType: 'IP_ADDRESS', ntpServerAddr: '2001:db8::123' };
const KEYED = { ...NTP, authenticationOption: 'SYMMETRIC_KEY', authenticationKeyNum: 0 };
const PTP = { ptpMasterIpAddress: '192.0.2.124', ptpMasterLocalPriority: 0, delayReqMaxRate: 16 };

const documents = new ApiDocuments();
const folder = mkdtempSync(join(tmpdir(), 'openmep-timing-'));
const file = join(folder, 'timing.yaml');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(content: unknown): TimingFile {
  writeFileSync(file, typeof content === 'string' ? content : stringify(content));
  return new TimingFile(loadSettings({ MEC_TIMING_FILE: file }), documents);
}

/** What is said of a file, without the words that begin each sentence. */
function faultsOf(content: unknown): string[] {
  try {
    read(content);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    const { faults } = error as ConfigurationError;
    return faults.map((fault) => {
      expect(fault).toContain(`MEC_TIMING_FILE ${file}`);
      return fault.replace(`MEC_TIMING_FILE ${file}`, '').replace(/^: /, '');
    });
  }
}

describe('a timing file', () => {
  it('is read as it stands', () => {
    const { ntpServers, ptpMasters, timeSourceStatus } = read({ ntpServers: [NTP, BY_ADDRESS, KEYED], ptpMasters: [PTP], timeSourceStatus: 'TRACEABLE' });
    expect({ ntpServers, ptpMasters, timeSourceStatus }).toEqual({ ntpServers: [NTP, BY_ADDRESS, KEYED], ptpMasters: [PTP], timeSourceStatus: 'TRACEABLE' });
  });

  it('may say nothing, or not exist', () => {
    for (const { ntpServers, ptpMasters, timeSourceStatus } of [read({}), new TimingFile(loadSettings({}), documents)])
      expect([ntpServers, ptpMasters, timeSourceStatus]).toEqual([[], [], undefined]);
  });

  it.each<[string, unknown, RegExp]>([
    ['is no YAML', '[', /cannot be read/],
    ['is empty', '', /^the file must be of type object\.$/],
    ['is a list', [NTP], /^the file must be of type object\.$/],
    ['has a section that is unknown', { ntpServer: [NTP] }, /^the file has the unknown attribute ntpServer\.$/],
    ['has another status', { timeSourceStatus: 'PERFECT' }, /^\/timeSourceStatus must be one of "TRACEABLE", "NONTRACEABLE"\.$/],
    ['has one server instead of a list', { ntpServers: NTP }, /^\/ntpServers must be of type array\.$/],
    ['has a server without its address', { ntpServers: [{ ...NTP, ntpServerAddr: undefined }] }, /^\/ntpServers\/0 lacks the attribute ntpServerAddr\.$/],
    ['has a server with another kind of address', { ntpServers: [{ ...NTP, ntpServerAddrType: 'URL' }] }, /^\/ntpServers\/0\/ntpServerAddrType must be one of/],
    ['has too short an interval', { ntpServers: [NTP, { ...NTP, minPollingInterval: 2 }] }, /^\/ntpServers\/1\/minPollingInterval/],
    ['has too long an interval', { ntpServers: [{ ...NTP, maxPollingInterval: 18 }] }, /^\/ntpServers\/0\/maxPollingInterval/],
    [
      'has intervals the wrong way round',
      { ntpServers: [{ ...NTP, minPollingInterval: 8, maxPollingInterval: 7 }] },
      /^\/ntpServers\/0 has a minPollingInterval above its maxPollingInterval\.$/,
    ],
    ['has a key that is not named', { ntpServers: [{ ...KEYED, authenticationKeyNum: undefined }] }, /^\/ntpServers\/0 has authenticationKeyNum if, and only if/],
    ['names a key that is not used', { ntpServers: [{ ...NTP, authenticationKeyNum: 7 }] }, /^\/ntpServers\/0 has authenticationKeyNum if, and only if/],
    ['has a priority beyond 32 bits', { ntpServers: [{ ...NTP, localPriority: 4_294_967_296 }] }, /^\/ntpServers\/0\/localPriority/],
    ['has a name where it says address', { ntpServers: [{ ...BY_ADDRESS, ntpServerAddr: 'ntp.edge.example' }] }, /^\/ntpServers\/0\/ntpServerAddr/],
    ['has a master without its rate', { ptpMasters: [{ ...PTP, delayReqMaxRate: undefined }] }, /^\/ptpMasters\/0 lacks the attribute delayReqMaxRate\.$/],
    ['has a master with a negative priority', { ptpMasters: [{ ...PTP, ptpMasterLocalPriority: -1 }] }, /^\/ptpMasters\/0\/ptpMasterLocalPriority/],
    ['has a master with a name for its address', { ptpMasters: [{ ...PTP, ptpMasterIpAddress: 'ptp.edge.example' }] }, /^\/ptpMasters\/0\/ptpMasterIpAddress/],
  ])('that %s is refused in one sentence', (_name, content, sentence) => {
    expect(faultsOf(content)).toEqual([expect.stringMatching(sentence)]);
  });

  it('tells all its faults at once', () => {
    const said = faultsOf({ timeSourceStatus: 'PERFECT', ntpServers: [{ ...NTP, localPriority: 'first' }], ptpMasters: [{ ...PTP, delayReqMaxRate: -1 }] });
    expect(said.map((fault) => fault.split(' ', 1)[0])).toEqual(['/timeSourceStatus', '/ntpServers/0/localPriority', '/ptpMasters/0/delayReqMaxRate']);
  });
});
