import type { Fault } from '../../common/problem/index.js';
import { templatesOf } from './needs.js';
import type { AppD, GrantRequest, ResourceDefinition } from './types.js';

const LISTS = ['addResources', 'tempResources', 'removeResources', 'updateResources'] as const;
type List = (typeof LISTS)[number];

/** Lists of resources that are there already. */
const EXISTING: readonly List[] = ['removeResources', 'updateResources'];

interface Placed {
  list: List;
  place: string;
  resource: ResourceDefinition;
}

const placed = (request: GrantRequest): Placed[] =>
  LISTS.flatMap((list) => (request[list] ?? []).map((resource, index) => ({ list, place: `/${list}/${index}`, resource })));

function repeatedIds(resources: Placed[]): Fault[] {
  const seen = new Set<string>();
  return resources.flatMap(({ place, resource: { id } }) => {
    if (seen.has(id)) return [{ place: `${place}/id`, detail: `is ${id}, which another resource of the request has as well` }];
    seen.add(id);
    return [];
  });
}

function handleFaults({ list, place, resource }: Placed): Fault[] {
  const isThere = EXISTING.includes(list);
  if (isThere === (resource.resource !== undefined)) return [];
  return [{ place: `${place}/resource`, detail: isThere ? 'has to be present' : `has to be absent, since ${list} are not there yet` }];
}

function templateFaults(appD: AppD, { place, resource: { type, resourceTemplateId } }: Placed): Fault[] {
  const templates = templatesOf(appD, type);
  const unknown = resourceTemplateId.flatMap((id, index) =>
    templates.has(id) ? [] : [{ place: `${place}/resourceTemplateId/${index}`, detail: `is ${id}, which is no ${type} descriptor of AppD ${appD.appDId}` }],
  );
  if (type === 'OSCONTAINER' || resourceTemplateId.length === 1) return unknown;
  return [...unknown, { place: `${place}/resourceTemplateId`, detail: `names ${resourceTemplateId.length} descriptors, of which ${type} takes one` }];
}

/** What the notes of MEC 010-2, 6.2.4.2 and 6.2.4.3, demand beyond the schema. */
export function grantRequestFaults(request: GrantRequest, appD: AppD): Fault[] {
  const resources = placed(request);
  const lacksResources = request.operation === 'INSTANTIATE' && !request.addResources?.length;
  return [
    ...(lacksResources ? [{ place: '/addResources', detail: 'has to be present if operation is INSTANTIATE' }] : []),
    ...repeatedIds(resources),
    ...resources.flatMap((one) => [...handleFaults(one), ...templateFaults(appD, one)]),
  ];
}
