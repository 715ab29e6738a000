import type { RegistrationRun, TraceEntry } from '../../../src/modules/registration/domain/types.js';

type Written = Omit<TraceEntry, 'sequence'>;

export const UE = 'UE phone';

/** A message that is accepted at once, unless `rest` says otherwise. */
export function message(time: number, name: string, sender: string, receiver: string, rest: Partial<TraceEntry> = {}): Written {
  return { kind: 'MESSAGE', time, arrivedAt: time + 5, protocol: 'NGAP', name, sender, receiver, disposition: 'ACCEPTED', reason: 'As usual.', ...rest };
}

/** A NAS message in the message that carries it. */
export function nas(time: number, carrier: string, name: string, sender: string, receiver: string, rest: Partial<TraceEntry> = {}): Written[] {
  return [
    message(time, carrier, sender, receiver, { protocol: 'RRC', carries: name, disposition: rest.disposition ?? 'ACCEPTED' }),
    message(time, name, sender, receiver, { protocol: 'NAS', security: 'PLAIN', ...rest }),
  ];
}

export function timer(time: number, name: string, sender: string, timerEvent: NonNullable<TraceEntry['timerEvent']>, duration?: number): Written {
  return { kind: 'TIMER', time, name, sender, timerEvent, ...(duration !== undefined && { duration }) };
}

/** A run of UE `phone` at gNB `gNB2` that has ended. */
export function runOf(trace: readonly Written[] | undefined, rest: Partial<RegistrationRun> = {}): RegistrationRun {
  return {
    ...{ id: 'run', ue: 'phone', gnb: 'gNB2', registrationType: 'INITIAL', settings: {}, trigger: 'OPERATOR', state: 'FINISHED', startedAt: '2026-01-01T00:00:00Z' },
    ...{ outcome: 'LOOP', reason: 'It would go on for ever.', ...(trace && { trace: trace.map((entry, index) => ({ sequence: index + 1, ...entry })) }) },
    ...rest,
  };
}

/** A run in which one id is everywhere where an id can be. */
export function runWithId(id: string): RegistrationRun {
  const trace = [
    message(0, 'RRCSetupRequest', `UE ${id}`, `gNB ${id}`, { protocol: 'RRC' }),
    message(1, 'RRCSetupComplete', `UE ${id}`, `gNB ${id}`, { protocol: 'RRC', reason: `It takes ${id}.` }),
    message(5, 'INITIAL UE MESSAGE', `gNB ${id}`, id),
    message(10, 'Nnrf_NFDiscovery response', 'NRF', id, { protocol: 'Nnrf', informationElements: { nfInstances: [{ amf: id, amfId: '010041', capacity: 1 }] } }),
    message(12, 'Namf_Communication_N1MessageNotify', id, 'other', { protocol: 'Namf', disposition: 'LOST', reason: `${id} cannot be reached.` }),
    timer(20, 'T3510', `UE ${id}`, 'EXPIRED'),
  ];
  return runOf(trace, { name: id, ue: id, gnb: `gNB ${id}`, amf: id, reason: `It is ${id}.` });
}
