import fc from 'fast-check';
import { sequenceDiagram } from '../../../src/modules/registration/domain/picture/mermaid.js';
import type { TraceEntry } from '../../../src/modules/registration/domain/types.js';
import { message, nas, runOf, runWithId, timer, UE } from '../../support/registration/hand-made-run.js';
import { permittedIds } from '../../support/registration/permitted-ids.js';

const TEXT = `(?:[A-Za-z0-9 _.,:()/+*='-]|#\\d+;|<br/>)*`;
const LINES = [
  'sequenceDiagram', `participant p\\d+ as ${TEXT}`, `Note over p\\d+(?:,p\\d+)?: ${TEXT}`, `p\\d+(?:->>|-->>|-x)p\\d+: ${TEXT}`, 'rect rgba\\(128, 128, 128, 0\\.1\\)', 'loop \\d+ times', 'end',
];
const LINE = new RegExp(`^ *(?:${LINES.join('|')})$`, 'u');

const begun = (time: number) => message(time, 'RRCSetupRequest', UE, 'gNB2', { protocol: 'RRC' });
const linesOf = (trace: readonly Omit<TraceEntry, 'sequence'>[]) => sequenceDiagram(runOf(trace)).split('\n').map((line) => line.trim());

describe('the picture of a run', () => {
  it('is made of known lines only, whatever ids there are, and is short enough for Mermaid', () => {
    fc.assert(fc.property(permittedIds, (id) => {
      const diagram = sequenceDiagram(runWithId(id));
      expect(diagram.trimEnd().split('\n').filter((line) => !LINE.test(line))).toEqual([]);
      expect(diagram.length).toBeLessThan(50_000);
    }), { numRuns: 500 });
  });

  it('has the UE, its gNB, AMFs as they appear, and the functions of the core', () => {
    const trace = [begun(0), message(1, 'Nnrf_NFDiscovery', 'AMF3', 'NRF'), message(2, 'x', 'attacker', UE), message(3, 'Nudm_SDM_Get', 'AMF1', 'UDM'), message(4, 'Nnssf_NSSelection_Get', 'AMF3', 'NSSF')];
    const names = linesOf(trace).filter((line) => line.startsWith('participant'));
    expect(names.map((line) => line.replace(/participant p\d as /, ''))).toEqual([UE, 'gNB2', 'AMF3', 'AMF1', 'NSSF', 'UDM', 'NRF', 'attacker']);
  });

  it('leaves out what only carries a NAS message, unless it comes to nothing without it', () => {
    const ignored = { disposition: 'IGNORED', reason: 'It is not protected.' } as const;
    const lines = linesOf([
      begun(0),
      ...nas(1, 'DLInformationTransfer', 'IDENTITY REQUEST', 'gNB2', UE, ignored),
      message(2, 'DLInformationTransfer', 'gNB2', UE, { protocol: 'RRC', carries: 'AUTHENTICATION REQUEST', ...ignored }),
    ]);
    expect(lines.filter((line) => line.includes('REQUEST') || line.includes('RRC'))).toEqual(['p2-xp1: IDENTITY REQUEST, plain', 'p2-xp1: DLInformationTransfer (AUTHENTICATION REQUEST)']);
    expect(lines.filter((line) => line === 'Note over p1: IGNORED: It is not protected.')).toHaveLength(2);
  });

  it('shows a NAS message where it was sent, and one that was rerouted as coming from the gNB', () => {
    const request = { protocol: 'NAS', security: 'PLAIN' } as const;
    const lines = linesOf([
      begun(0),
      message(1, 'INITIAL UE MESSAGE', 'gNB2', 'AMF3', { carries: 'REGISTRATION REQUEST' }), message(1, 'REGISTRATION REQUEST', UE, 'AMF3', request),
      message(2, 'INITIAL UE MESSAGE', 'gNB2', 'AMF1', { carries: 'REGISTRATION REQUEST', informationElements: { 'AMF Set ID': 'set' } }), message(2, 'REGISTRATION REQUEST', UE, 'AMF1', request),
      message(3, 'DOWNLINK NAS TRANSPORT', 'AMF1', 'gNB2', { carries: 'REGISTRATION REJECT' }),
      message(3, 'UE CONTEXT RELEASE COMMAND', 'AMF1', 'gNB2'),
      message(4, 'DLInformationTransfer', 'gNB2', UE, { carries: 'REGISTRATION REJECT' }), message(4, 'REGISTRATION REJECT', 'AMF1', UE, { ...request, reason: 'The UE gives up.' }),
    ]);
    expect(lines.filter((line) => />>|gives up/.test(line))).toEqual([
      'p2->>p3: INITIAL UE MESSAGE', 'p1->>p3: REGISTRATION REQUEST, plain', 'p2->>p4: INITIAL UE MESSAGE<br/>AMF Set ID set', 'p2->>p4: REGISTRATION REQUEST, plain',
      'p4->>p1: REGISTRATION REJECT, plain', 'Note over p1: The UE gives up.', 'p4->>p2: UE CONTEXT RELEASE COMMAND',
    ]);
  });

  it('shows what was lost as lost, and a refusal with its reason', () => {
    const lines = linesOf([begun(0), message(1, 'Namf_Communication_N1MessageNotify', 'AMF3', 'AMF1', { disposition: 'LOST', reason: 'AMF1 cannot be reached.' }), message(9, 'X', 'AMF3', 'gNB2', { disposition: 'REJECTED', reason: 'Unknown.' })]);
    expect(lines).toContain('p3-xp4: Namf_Communication_N1MessageNotify');
    expect(lines).toContain('Note over p4: LOST: AMF1 cannot be reached.');
    expect(lines).toContain('p3->>p2: X');
    expect(lines).toContain('Note over p2: REJECTED: Unknown.');
  });

  it('shows protection, the main information elements in short, and extensions of the standard', () => {
    const slices = [{ sst: 1, sd: '000001' }, { sst: 2 }];
    const reject: Partial<TraceEntry> = {
      security: 'INTEGRITY_PROTECTED_AND_CIPHERED', extensions: ['Configured NSSAI', 'NSSAI inclusion mode'],
      informationElements: { '5GMM cause': 62, 'Rejected NSSAI': [{ sst: 1, sd: '000003', cause: 1 }], 'Configured NSSAI': slices, 'NSSAI inclusion mode': 'C', unknown: 1 },
    };
    const container = { '5GS registration type': 'INITIAL', '5GS mobile identity': { type: 'SUCI', supi: 'imsi-001' }, 'Requested NSSAI': slices };
    const lines = linesOf([
      begun(0),
      ...nas(1, 'DLInformationTransfer', 'REGISTRATION REJECT', 'AMF3', UE, reject),
      ...nas(2, 'ULInformationTransfer', 'SECURITY MODE COMPLETE', UE, 'AMF3', { security: 'INTEGRITY_PROTECTED', informationElements: { 'NAS message container': container } }),
    ]);
    const [cause, rejected] = ['cause #35;62', 'Rejected NSSAI 1-000003 (cause 1)'];
    expect(lines).toContain(`p3->>p1: REGISTRATION REJECT, protected, ciphered<br/>${cause}<br/>Configured NSSAI 1-000001 2 (extension)<br/>NSSAI inclusion mode C (extension)<br/>${rejected}`);
    expect(lines).toContain('p1->>p3: SECURITY MODE COMPLETE, protected<br/>container (Requested NSSAI 1-000001 2)');
  });

  it('says that it has no trace, or that the run has not ended', () => {
    expect(sequenceDiagram(runOf(undefined, { outcome: 'REGISTERED', amf: 'AMF1', duration: 115, messageCount: 30, attempts: [{ number: 1, startedAt: 0 }] }))).toBe(
      ['sequenceDiagram', '  participant p1 as UE phone', '  participant p2 as gNB2', '  Note over p1,p2: UE phone registers at gNB2, INITIAL', '  Note over p1,p2: The run has kept no trace.',
        '  Note over p1,p2: REGISTERED with AMF1 after 0.115 s<br/>It would go on for ever.<br/>1 attempt, 30 messages', ''].join('\n'));
    const { outcome: _none, reason: _no, ...cut } = runOf(undefined);
    expect(sequenceDiagram({ ...cut, state: 'RUNNING' })).toContain('The run has not ended yet.');
    expect(sequenceDiagram({ ...cut, state: 'INTERRUPTED' })).toContain('The run was interrupted.');
  });
});

describe('the attempts in the picture of a run', () => {
  /** An attempt that no one answers, while the AMF repeats its request until long after the UE has begun anew. */
  const attempt = (start: number, pause = 'T3511') => [
    begun(start),
    timer(start, 'T3510', UE, 'STARTED', 15_000),
    message(start + 5, 'INITIAL UE MESSAGE', 'gNB2', 'AMF3'),
    ...[10, 6_010, 12_010, 18_010].flatMap((time) => [
      ...(time > 10 ? [timer(start + time, 'T3560', 'AMF3', 'EXPIRED')] : []),
      message(start + time, 'AUTHENTICATION REQUEST', 'AMF3', UE, { protocol: 'NAS', security: 'PLAIN', disposition: 'IGNORED' }),
      timer(start + time, 'T3560', 'AMF3', 'STARTED', 6_000),
    ]),
    timer(start + 15_000, 'T3510', UE, 'EXPIRED'),
    timer(start + 15_000, pause, UE, 'STARTED', 10_000),
  ].map((entry) => ({ ...entry, ...(entry.name === 'T3560' && { reason: `attempt at ${start}` }) }));
  const late = (start: number) => [
    { ...timer(start + 24_010, 'T3560', 'AMF3', 'EXPIRED'), reason: `attempt at ${start}` },
    message(start + 24_010, 'UE CONTEXT RELEASE COMMAND', 'AMF3', 'gNB2'),
  ];
  const inOrder = (entries: Omit<TraceEntry, 'sequence'>[]) => entries.map((entry, index) => ({ entry, index })).sort((a, b) => a.entry.time - b.entry.time || a.index - b.index).map(({ entry }) => entry);

  it('are drawn once if they go alike, with the times of all and the timer that began them', () => {
    const starts = [0, 20_000, 40_000, 100_000];
    const pauses = starts.slice(1).map((start) => timer(start, start === 100_000 ? 'T3502' : 'T3511', UE, 'EXPIRED'));
    const lines = linesOf(inOrder([...pauses, ...starts.flatMap((start) => [...attempt(start), ...late(start)])]));
    expect(lines.filter((line) => line.includes('ttempt'))).toEqual([
      'Note over p1,p3: Attempt 1 at 0 s',
      'Note over p1,p3: Attempts 2 to 4 go like attempt 1: at 20 s (T3511), 40 s (T3511), 100 s (T3502)',
    ]);
    expect(lines.filter((line) => line.includes('RELEASE'))).toHaveLength(1);
    expect(lines).toContain('loop 2 times');
    expect(lines).toContain('Note over p3: T3560 expires after 6 s');
  });

  it('are drawn each if they differ', () => {
    const lines = linesOf(inOrder([...attempt(0), ...attempt(20_000), ...late(20_000)]));
    expect(lines.filter((line) => line.startsWith('rect'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('like'))).toEqual([]);
  });

  it('are drawn as long as Mermaid takes it', () => {
    const trace = Array.from({ length: 1001 }, (_, index) => [begun(index * 10), message(index * 10 + 1, `MESSAGE ${index}`, 'gNB2', 'AMF3')]).flat();
    const diagram = sequenceDiagram(runOf(trace));
    expect(diagram.length).toBeLessThan(50_000);
    expect(diagram).toMatch(/Nothing is drawn from attempt \d+ on: 1001 in all\./);
    expect(diagram).toContain('LOOP');
  });
});
