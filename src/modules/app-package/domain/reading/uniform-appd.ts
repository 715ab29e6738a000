import { isObject, type Json } from '../../../common/document-text/index.js';

const texts = (value: unknown): unknown => (Array.isArray(value) ? value.map((one: unknown) => (typeof one === 'number' ? String(one) : one)) : value);

/** Applies a change to each element of a list; anything else stays for the schema to refuse. */
const each = (change: (element: Json) => Json) => (value: unknown): unknown => (Array.isArray(value) ? value.map((element: unknown) => (isObject(element) ? change(element) : element)) : value);

/** Applies changes to the attributes that are there. */
function changed(value: Json, changes: Record<string, (attribute: unknown) => unknown>): Json {
  return Object.fromEntries(Object.entries(value).map(([name, attribute]) => [name, Object.hasOwn(changes, name) ? changes[name]!(attribute) : attribute]));
}

/** MEC 037 writes the grant types and the token endpoint flat (5.2.5.15). */
function security(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { oauth2GrantType, oauth2TokenEndpoint, ...rest } = value;
  if (oauth2GrantType === undefined) return value;
  return { ...rest, oAuth2Info: { grantTypes: [oauth2GrantType].flat(), ...(oauth2TokenEndpoint !== undefined && { tokenEndpoint: oauth2TokenEndpoint }) } };
}

/** MEC 037 and earlier versions of MEC 010-2 know no name. */
const transport = (value: unknown): unknown => (isObject(value) ? { name: value['type'], ...changed(value, { security }) } : value);

function transportDependency({ transportSerializer, ...rest }: Json): Json {
  return changed({ ...rest, ...(isObject(transportSerializer) && transportSerializer) }, { transport });
}

const permission = (value: unknown): unknown => (isObject(value) ? value['id'] : value);

const serviceDependency = (value: Json): Json =>
  changed(value, {
    serTransportDependencies: each(transportDependency),
    requestedPermissions: (permissions) => (Array.isArray(permissions) ? permissions.map(permission) : permissions),
  });

const producedService = (value: Json): Json => changed(value, { transportsSupported: each((one) => changed(one, { transport })) });

const trafficFilter = (value: Json): Json => Object.fromEntries(Object.entries(value).map(([name, attribute]) => [name, texts(attribute)]));

const trafficRule = (value: Json): Json =>
  changed(value, { trafficFilter: each(trafficFilter), dstInterface: (destination) => (isObject(destination) ? [destination] : destination) });

/** NFV-IFA 011 inherits the attributes of a Cpd, ETSI's file of MEC 010-2 nests them. */
function connectionPoint({ inherited_attributes: inherited, ...own }: Json): Json {
  return { ...(isObject(inherited) && inherited), ...own };
}

/** A descriptor in the one form that the schema knows, whichever form its author has chosen. */
export const uniformAppD = (appD: Json): Json =>
  changed(appD, {
    mecVersion: (versions) => (Array.isArray(versions) ? versions.join(', ') : versions),
    appExtCpd: each(connectionPoint),
    appServiceRequired: each(serviceDependency),
    appServiceOptional: each(serviceDependency),
    appServiceProduced: each(producedService),
    transportDependencies: each(transportDependency),
    appTrafficRule: each(trafficRule),
  });
