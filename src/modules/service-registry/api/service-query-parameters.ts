import { invalid } from '../../common/problem/index.js';
import type { ServiceQuery } from '../domain/service-query.js';
import type { LocalityType } from '../domain/types.js';

/** The query parameters as the document names them. */
interface ServiceQueryParameters {
  ser_instance_id?: string[];
  ser_name?: string[];
  ser_category_id?: string;
  scope_of_locality?: LocalityType;
  consumed_local_only?: boolean;
  is_local?: boolean;
}

const EXCLUSIVE = ['ser_instance_id', 'ser_name', 'ser_category_id'] as const;

/** @throws Problem 400 if more than one of the three that identify services is given */
export function toServiceQuery(parameters: ServiceQueryParameters, appInstanceId?: string): ServiceQuery {
  const given = EXCLUSIVE.filter((name) => parameters[name] !== undefined);
  if (given.length > 1) throw invalid(`The query parameters ${given.join(' and ')} exclude each other.`);
  const { ser_instance_id, ser_name, ser_category_id, scope_of_locality, consumed_local_only, is_local } = parameters;
  return {
    ...(appInstanceId !== undefined && { appInstanceId }),
    ...(ser_instance_id && { serInstanceIds: ser_instance_id }),
    ...(ser_name && { serNames: ser_name }),
    ...(ser_category_id !== undefined && { serCategoryId: ser_category_id }),
    ...(scope_of_locality && { scopeOfLocality: scope_of_locality }),
    ...(consumed_local_only !== undefined && { consumedLocalOnly: consumed_local_only }),
    ...(is_local !== undefined && { isLocal: is_local }),
  };
}
