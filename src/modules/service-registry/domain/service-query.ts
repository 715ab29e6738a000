import type { LocalityType } from './types.js';

/** What a consumer looks for; conditions are ANDed, the values of one are ORed (MEC 011, 8.2.3.3.1). */
export interface ServiceQuery {
  appInstanceId?: string;
  serInstanceIds?: string[];
  serNames?: string[];
  serCategoryId?: string;
  scopeOfLocality?: LocalityType;
  consumedLocalOnly?: boolean;
  isLocal?: boolean;
}
