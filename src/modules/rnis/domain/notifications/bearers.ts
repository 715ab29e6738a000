import { isDeepStrictEqual } from 'node:util';
import type { BearerChanged, LastingEvent } from '../../../ran/index.js';
import { qosOf, s1BearerOf } from '../bearer-info.js';
import { type EventOf, only } from './events.js';

export type BearerEvent = EventOf<'BEARER', 'EUTRA'>;

const inEutra = only('BEARER', 'EUTRA');

/** Admits one change of bearers of UEs in E-UTRAN. */
export const bearer =
  (change: BearerChanged['change']) =>
  (event: LastingEvent): BearerEvent | undefined => {
    const found = inEutra(event);
    return found?.change === change ? found : undefined;
  };

/** Both, since a subscriber to either wants to know of the change between them. */
export const qcisOf = ({ bearer: { qci }, previous }: BearerEvent): number[] => [qci, ...(previous ? [previous.qci] : [])];

/** A tunnel that moves to another eNB is no modification of the E-RAB (3GPP TS 36.413, 8.2.2). */
export const hasOtherQos = ({ bearer: now, previous }: BearerEvent): boolean => !previous || !isDeepStrictEqual(qosOf(now), qosOf(previous));

export const hasOtherTunnel = ({ bearer: now, previous }: BearerEvent): boolean => !previous || !isDeepStrictEqual(s1BearerOf(now), s1BearerOf(previous));
