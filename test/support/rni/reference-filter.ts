import type { components } from '../../../src/generated/mec012-rni.js';
import type { CellIdentity, LastingEvent } from '../../../src/modules/ran/index.js';

// Who is told of what, written down plainly from the tables of MEC 012, 6.3, without anything of the platform's.

type Schemas = components['schemas'];
/** End markers are no events of the network, so they are not among these. */
type Subscription = Exclude<Schemas['RniSubscription'], Schemas['EndMarkerSubscription']>;

const anything = <T>(wanted: T[] | undefined) => wanted === undefined || wanted.length === 0;

export const sameText = (one: string, other: string) => one.toUpperCase() === other.toUpperCase();

/** The sixteen bits of each group; the generated addresses have one run of zeroes. */
function groups(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const read = (part: string) => part.split(':').filter(Boolean).map((group) => parseInt(group, 16));
  const [first, last] = [read(head), read(tail ?? '')];
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}

export function sameId(one: Schemas['AssociateId'], other: Schemas['AssociateId']): boolean {
  if (one.type !== other.type) return false;
  if (one.value.includes(':') && other.value.includes(':')) return groups(one.value).join() === groups(other.value).join();
  return sameText(one.value, other.value);
}

const samePlmn = (one: Schemas['Plmn'], other: Schemas['Plmn']) => one.mcc === other.mcc && one.mnc === other.mnc;

function isEcgiOf(cells: CellIdentity[], wanted: Schemas['Ecgi'][] | undefined): boolean {
  if (anything(wanted)) return true;
  for (const cell of cells) for (const one of wanted!) if (cell.rat === 'EUTRA' && samePlmn(cell.ecgi.plmn, one.plmn) && sameText(cell.ecgi.cellId, one.cellId)) return true;
  return false;
}

function isNrcgiOf(cells: CellIdentity[], wanted: Schemas['Nrcgi'][] | undefined): boolean {
  if (anything(wanted)) return true;
  for (const cell of cells) for (const one of wanted!) if (cell.rat === 'NR' && samePlmn(cell.nrcgi.plmn, one.plmn) && sameText(cell.nrcgi.nrCellId, one.nrCellId)) return true;
  return false;
}

function isOneOf({ ue }: LastingEvent, wanted: Schemas['AssociateId'][] | undefined): boolean {
  if (anything(wanted)) return true;
  for (const own of ue.associateId) for (const one of wanted!) if (sameId(own, one)) return true;
  return false;
}

const isAmong = (value: number, wanted: number[] | undefined) => anything(wanted) || wanted!.includes(value);

const TRIGGER: Record<string, number> = { PERIODICAL: 1, A1: 10, A2: 11, A3: 12, A4: 13, A5: 14, A6: 15, B1: 20, B2: 21 };
const TRIGGER_NR: Record<string, number> = { ...TRIGGER, B1: 30, B2: 31 };

function wantsHandover(rat: 'EUTRA' | 'NR', { filterCriteriaAssocHo: wanted }: Schemas['CellChangeSubscription'] | Schemas['NrCellChangeSubscription'], event: LastingEvent): boolean {
  if (event.kind !== 'HANDOVER' || event.sourceCell.rat !== rat) return false;
  const targets = event.targetCells.filter((cell) => cell.rat === rat);
  if (targets.length === 0) return false;
  const states: number[] = wanted.hoStatus === undefined || wanted.hoStatus.length === 0 ? [3] : wanted.hoStatus;
  if (!states.includes(event.hoStatus) || !isOneOf(event, wanted.associateId)) return false;
  const cells = [event.sourceCell, ...targets];
  return 'ecgi' in wanted ? isEcgiOf(cells, wanted.ecgi) : isNrcgiOf(cells, (wanted as Schemas['FilterCriteriaNrAssocHo']).nrcgi);
}

function wantsBearer(change: string, wanted: Partial<Schemas['FilterCriteriaErabQci']>, event: LastingEvent): boolean {
  if (event.kind !== 'BEARER' || event.change !== change || event.cell.rat !== 'EUTRA') return false;
  if (!isEcgiOf([event.cell], wanted.ecgi)) return false;
  if (wanted.erabId !== undefined && wanted.erabId !== event.bearer.erabId) return false;
  return wanted.qci === event.bearer.qci || wanted.qci === event.previous?.qci;
}

function hasOtherQos(event: LastingEvent): boolean {
  if (event.kind !== 'BEARER' || !event.previous) return true;
  const qos = ({ qci, qosInformation: q }: typeof event.bearer) => [qci, q?.erabMbrDl, q?.erabMbrUl, q?.erabGbrDl, q?.erabGbrUl].join();
  return qos(event.bearer) !== qos(event.previous);
}

function hasOtherTunnel(event: LastingEvent): boolean {
  if (event.kind !== 'BEARER' || !event.previous) return true;
  const tunnel = ({ enbInfo, sGwInfo }: typeof event.bearer) => [enbInfo.ipAddress, enbInfo.tunnelId, sGwInfo.ipAddress, sGwInfo.tunnelId].join();
  return tunnel(event.bearer) !== tunnel(event.previous);
}

function wantsS1({ eventType, S1BearerSubscriptionCriteria: wanted }: Schemas['S1BearerSubscription'], event: LastingEvent): boolean {
  if (event.kind !== 'BEARER' || event.cell.rat !== 'EUTRA') return false;
  if (!eventType.includes(({ ESTABLISHED: 1, MODIFIED: 2, RELEASED: 3 } as const)[event.change])) return false;
  if (event.change === 'MODIFIED' && !hasOtherQos(event) && !hasOtherTunnel(event)) return false;
  return isOneOf(event, wanted.associateId) && isEcgiOf([event.cell], wanted.ecgi) && isAmong(event.bearer.erabId, wanted.erabId);
}

function wantsReport({ filterCriteriaAssocTri: wanted }: Schemas['MeasRepUeSubscription'], event: LastingEvent): boolean {
  if (event.kind !== 'MEASUREMENT_REPORT' || event.cell.rat !== 'EUTRA') return false;
  const primary = event.servingCells[0]?.serving;
  if (primary === undefined || primary.cell.id !== event.cell.id || primary.rsrq === undefined) return false;
  return isOneOf(event, wanted.associateId) && isEcgiOf([event.cell], wanted.ecgi) && isAmong(TRIGGER[event.trigger]!, wanted.trigger);
}

function wantsNrReport({ filterCriteriaNrMrs: wanted }: Schemas['NrMeasRepUeSubscription'], event: LastingEvent): boolean {
  if (event.kind !== 'MEASUREMENT_REPORT' || event.cell.rat !== 'NR') return false;
  return isOneOf(event, wanted.associateId) && isNrcgiOf([event.cell], wanted.nrcgi) && isAmong(TRIGGER_NR[event.trigger]!, wanted.triggerNr);
}

function wantsReconfiguration({ filterCriteriaAssoc: wanted }: Schemas['CaReconfSubscription'], event: LastingEvent): boolean {
  if (event.kind !== 'CARRIER_AGGREGATION' || event.cell.rat !== 'EUTRA') return false;
  if (![...event.addedCells, ...event.removedCells].some(({ rat }) => rat === 'EUTRA')) return false;
  return isOneOf(event, wanted.associateId) && isEcgiOf([event.cell], wanted.ecgi);
}

export function wants(subscription: Subscription, event: LastingEvent): boolean {
  switch (subscription.subscriptionType) {
    case 'CellChangeSubscription':
      return wantsHandover('EUTRA', subscription, event);
    case 'NrCellChangeSubscription':
      return wantsHandover('NR', subscription, event);
    case 'RabEstSubscription':
      return wantsBearer('ESTABLISHED', subscription.filterCriteriaQci, event);
    case 'RabModSubscription':
      return wantsBearer('MODIFIED', subscription.filterCriteriaQci, event) && hasOtherQos(event);
    case 'RabRelSubscription':
      return wantsBearer('RELEASED', subscription.filterCriteriaQci, event);
    case 'MeasRepUeSubscription':
      return wantsReport(subscription, event);
    case 'NrMeasRepUeSubscription':
      return wantsNrReport(subscription, event);
    case 'MeasTaSubscription':
      return event.kind === 'TIMING_ADVANCE' && event.cell.rat === 'EUTRA' && isOneOf(event, subscription.filterCriteriaAssoc.associateId) && isEcgiOf([event.cell], subscription.filterCriteriaAssoc.ecgi);
    case 'CaReconfSubscription':
      return wantsReconfiguration(subscription, event);
    case 'S1BearerSubscription':
      return wantsS1(subscription, event);
  }
}
