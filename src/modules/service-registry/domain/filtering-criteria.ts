import { isLocal, type ServiceChange } from './service.js';
import type { ServiceFilteringCriteria } from './types.js';

/** An empty list of values is no condition. */
const admits = (values: string[] | undefined, value: string | undefined): boolean =>
  !values?.length || (value !== undefined && values.includes(value));

/** Whether a subscription wants to hear of a change: every condition that it names has to hold (MEC 011, 8.1.3.2). */
export function isWanted(criteria: ServiceFilteringCriteria | undefined, { service }: ServiceChange): boolean {
  if (!criteria) return true;
  const { serInstanceId, attributes } = service;
  return (
    admits(criteria.serInstanceIds, serInstanceId) &&
    admits(criteria.serNames, attributes.serName) &&
    admits(criteria.serCategories?.map(({ id }) => id), attributes.serCategory?.id) &&
    admits(criteria.states, attributes.state) &&
    (criteria.isLocal === undefined || criteria.isLocal === isLocal(service))
  );
}
