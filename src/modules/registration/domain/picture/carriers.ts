import type { TraceEntry } from '../types.js';

/** Messages that only carry a NAS message, or make room for one. They are drawn if they come to nothing. */
export const CARRIERS = ['RRCSetupRequest', 'RRCSetup', 'ULInformationTransfer', 'DLInformationTransfer', 'UPLINK NAS TRANSPORT', 'DOWNLINK NAS TRANSPORT'];

/** Messages with which a sender sends a NAS message, but for the first of a connection. */
const SENDING = [...CARRIERS, 'INITIAL CONTEXT SETUP REQUEST'];

/** An entry of the trace with the NAS message that it has carried to its end. */
interface Carried {
  entry: TraceEntry;
  nas?: TraceEntry;
}

function withNas(entries: readonly TraceEntry[]): Carried[] {
  const isCarried = (entry: TraceEntry | undefined, carrier: TraceEntry | undefined) => entry?.protocol === 'NAS' && entry.name === carrier?.carries;
  return entries.flatMap((entry, index) => {
    if (isCarried(entry, entries[index - 1])) return [];
    const next = entries[index + 1];
    return [next && isCarried(next, entry) ? { entry, nas: next } : { entry }];
  });
}

/** A NAS message that has been rerouted comes from the gNB: the UE does not know of it. */
function asSent(nas: TraceEntry, carrier: TraceEntry): TraceEntry {
  return carrier.informationElements?.['AMF Set ID'] === undefined ? nas : { ...nas, sender: carrier.sender };
}

/** NAS messages where their senders have sent them; the trace has them where they have reached their end. */
export function whereSent(entries: readonly TraceEntry[]): Carried[] {
  const placed = withNas(entries);
  for (const { entry: carrier, nas } of [...placed]) {
    if (!nas) continue;
    const end = placed.findIndex(({ entry }) => entry === carrier);
    const first = placed.slice(0, end + 1).findLastIndex(({ entry }) => SENDING.includes(entry.name) && entry.carries === nas.name && entry.sender === nas.sender);
    placed.splice((first < 0 ? end : first) + 1, 0, { entry: asSent(nas, carrier) });
  }
  return placed;
}
