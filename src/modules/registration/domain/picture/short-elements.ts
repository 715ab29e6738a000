import { snssaiText } from '../description/identities.js';
import type { Snssai } from '../types.js';
import { wrapped } from './text.js';

/** The information elements that a picture shows, in this order, with what stands before the value; all others are left to the trace. */
const LABELS: Record<string, string> = {
  '5GS registration type': '',
  '5GS mobile identity': '',
  'Mobile identity': '',
  'Identity type': '',
  registeredAMF: 'registeredAMF ',
  'ng-5G-S-TMSI-Value': 'ng-5G-S-TMSI ',
  's-NSSAI-List': 's-NSSAI-List ',
  'AMF Set ID': 'AMF Set ID ',
  guami: 'GUAMI ',
  guti: '5G-GUTI ',
  '5G-GUTI': '5G-GUTI ',
  'amf-set-id': 'set ',
  nfInstances: 'AMFs ',
  targetAmfSet: 'target ',
  candidateAmfList: 'candidates ',
  '5GMM cause': 'cause #',
  'Requested NSSAI': 'Requested NSSAI ',
  'slice-info-request-for-registration': '',
  requestedNssai: 'requested ',
  subscribedNssai: 'subscribed ',
  singleNssais: 'subscribed ',
  allowedNssaiList: 'allowed ',
  'Allowed NSSAI': 'Allowed NSSAI ',
  allowedNssai: 'allowed ',
  configuredNssai: 'configured ',
  'Configured NSSAI': 'Configured NSSAI ',
  'NSSAI inclusion mode': 'NSSAI inclusion mode ',
  'Rejected NSSAI': 'Rejected NSSAI ',
  rejectedNssaiInPlmn: 'rejected in the PLMN ',
  rejectedNssaiInTa: 'rejected in the TA ',
  'NAS message container': 'container ',
  'Source to Target AMF Information Reroute': 'Source to Target ',
  transferStatus: '',
  Cause: '',
  cause: '',
};

type Elements = Record<string, unknown>;

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const rejectable = (snssai: Snssai & { cause?: number }): string => `${snssaiText(snssai)}${snssai.cause === undefined ? '' : ` (cause ${snssai.cause})`}`;

/** Of the complete request only what the message around it does not say. */
const containerOf = ({ 'Requested NSSAI': requested }: Elements): string => `(${requested ? `Requested NSSAI ${shortValue(requested)}` : 'no Requested NSSAI'})`;

/** The few types of values that are more than a number or a word. */
function objectOf(value: Elements): string {
  if ('subscribedSnssai' in value) return shortValue(value.subscribedSnssai);
  if ('sst' in value) return rejectable(value as Elements & Snssai);
  if ('5GS registration type' in value) return containerOf(value);
  if ('guti' in value) return `5G-GUTI ${shortValue(value.guti)}`;
  if ('supi' in value) return `${String(value.type)} ${String(value.supi)}`;
  if ('guami' in value) return `${shortValue(value.guami)}-${String(value.tmsi)}`;
  const name = value.amf ?? value.amfId ?? value.amfIdentifier;
  return name === undefined ? `(${parts(value).join(', ')})` : shortValue(name);
}

function shortValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(shortValue).join(' ');
  return typeof value === 'object' && value !== null ? objectOf(value as Elements) : String(value);
}

function parts(elements: Elements, extensions: readonly string[] = []): string[] {
  const there = Object.entries(LABELS).filter(([name]) => elements[name] !== undefined && !isEmptyList(elements[name]));
  return there.map(([name, label]) => `${label}${shortValue(elements[name])}${extensions.includes(name) ? ' (extension)' : ''}`);
}

/** The information elements of a message in few words, one or more lines for each. */
export const shortElements = (elements: Elements = {}, extensions?: readonly string[]): string[] => parts(elements, extensions).flatMap((part) => wrapped(part));
