import type { components } from '../../../generated/ran.js';
import type { BaseStation, Bearer, Cell, RanConfiguration, Ue } from '../domain/types.js';

type Clock = components['schemas']['Clock'];

/** Takes over the attributes that the document knows, and leaves out those that it doesn't. */
const only =
  <T extends object>(...known: (keyof T)[]) =>
  (sent: T): T =>
    Object.fromEntries(known.filter((name) => Object.hasOwn(sent, name)).map((name) => [name, sent[name]])) as T;

export const baseStationFrom = only<BaseStation>('id', 'type', 'name', 'plmn', 'nodeId', 'position', 'transportAddress', 'transportPort', 'dataPlane');

export const cellFrom = only<Cell>(
  'id',
  'baseStation',
  'ecgi',
  'nrcgi',
  'position',
  'antennaHeight',
  'azimuth',
  'transmitPower',
  'carrierFrequency',
  'bandwidth',
  'subcarrierSpacing',
  'scenario',
  'neighbours',
  'admitsHandovers',
  'layer2',
);

export const bearerFrom = only<Bearer>('erabId', 'qci', 'qosInformation', 'enbInfo', 'sGwInfo', 'offeredDl', 'offeredUl');

const ownOfUe = only<Ue>('id', 'supi', 'associateId', 'tempUeId', 'subscribedSnssais', 'antennaHeight', 'mobility', 'bearers', 'layer2');

export const ueFrom = (sent: Ue): Ue => ({ ...ownOfUe(sent), ...(sent.bearers && { bearers: sent.bearers.map(bearerFrom) }) });

export const configurationFrom = only<RanConfiguration>('seed', 'stepTime', 'shadowing', 'handoverPreparationTime', 'handoverExecutionTime', 'reportConfigs');

export const clockFrom = only<Clock>('mode', 'speed', 'state');
