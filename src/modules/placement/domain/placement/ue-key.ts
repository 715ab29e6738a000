import ipaddr from 'ipaddr.js';
import { addressFamily } from '../../../common/ip/index.js';
import type { AssociateId } from '../types.js';

/** One text for all spellings of an identifier: addresses in the form of RFC 5952. */
export const ueKeyOf = ({ type, value }: AssociateId): string => `${type} ${addressFamily(value) ? ipaddr.parse(value).toString() : value.toLowerCase()}`;
