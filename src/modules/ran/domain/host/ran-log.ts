import { topic } from '../../../common/events/index.js';
import type { BaseStation, Cell, ClockSetting, RanConfiguration, Ue } from '../types.js';
import type { RanEvent, RanOccurrence } from '../network/events.js';

type State = 'UE_STATE' | 'CELL_STATE';

/** What is told once and for all. The states of UEs and cells are not among it: later ones replace them. */
export type LastingEvent = Exclude<RanOccurrence, { kind: State }> & Pick<RanEvent, 'time'>;
export type StateEvent = Extract<RanOccurrence, { kind: State }> & Pick<RanEvent, 'time'>;

export const isState = (event: RanEvent): event is StateEvent => event.kind === 'UE_STATE' || event.kind === 'CELL_STATE';
export const isLasting = (event: RanEvent): event is LastingEvent => !isState(event);

/** What has happened in the radio network, one row for each, in order: what MEC 012 notifies of. */
export const RAN_EVENT = topic<LastingEvent>('ran.event');

export type ResourceChange = 'ADDED' | 'REPLACED' | 'REMOVED';

/** A change by the operator. `time` is in milliseconds since 1970 on the network's clock. */
export type RanChange = { time: number } & (
  | { kind: 'BASE_STATION'; change: ResourceChange; baseStation: BaseStation }
  | { kind: 'CELL'; change: ResourceChange; cell: Cell }
  | { kind: 'UE'; change: ResourceChange; ue: Ue }
  | { kind: 'CLOCK'; clock: ClockSetting }
  | { kind: 'CONFIGURATION'; configuration: RanConfiguration }
  | { kind: 'RESET' }
);

/** Of a change, or of what the feed tells of one. */
export const isRemoval = ({ change }: { kind: string; change?: ResourceChange }): boolean => change === 'REMOVED';

/** What the operator has changed, for those who follow the network. */
export const RAN_CHANGE = topic<RanChange>('ran.change');
