import type { UeIdentity } from '../../../ran/index.js';
import { associateIdKey, ecgiKey, nrcgiKey } from '../identity-keys.js';
import type { Criterion } from '../subscription/filter.js';
import type { AssociateId, Ecgi, Nrcgi } from '../types.js';
import type { CellOf } from './events.js';

// Criteria that several types of subscriptions share. Each is given where the subscription keeps what it wants.

export const associateIdAmong = <S>(wanted: (subscription: S) => readonly AssociateId[] | undefined): Criterion<S, { ue: UeIdentity }> => ({
  name: 'associateId',
  wanted: (subscription) => wanted(subscription)?.map(associateIdKey),
  present: ({ ue }) => ue.associateId.map(associateIdKey),
});

export const ecgiAmong = <S>(wanted: (subscription: S) => readonly Ecgi[] | undefined): Criterion<S, { cell: CellOf<'EUTRA'> }> => ({
  name: 'ecgi',
  wanted: (subscription) => wanted(subscription)?.map(ecgiKey),
  present: ({ cell }) => [ecgiKey(cell.ecgi)],
});

export const nrcgiAmong = <S>(wanted: (subscription: S) => readonly Nrcgi[] | undefined): Criterion<S, { cell: CellOf<'NR'> }> => ({
  name: 'nrcgi',
  wanted: (subscription) => wanted(subscription)?.map(nrcgiKey),
  present: ({ cell }) => [nrcgiKey(cell.nrcgi)],
});

export const numberAmong = <S, E>(
  name: string,
  wanted: (subscription: S) => readonly number[] | undefined,
  present: (event: E) => readonly number[],
): Criterion<S, E> => ({
  name,
  wanted: (subscription) => wanted(subscription)?.map(String),
  present: (event) => present(event).map(String),
});
