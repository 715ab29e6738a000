import type { ApiDocument } from '../operation/index.js';
import { invalid } from '../problem/index.js';
import { attributeFilter } from './attribute-filter.js';
import { AttributeType } from './attribute-type.js';
import { ALL, NONE, pathTree } from './path-tree.js';
import { select, type Selection } from './selectors.js';

/** The parameters of MEC 009, 6.18 and 6.19; the flags have no value. */
export interface QuerySelectors {
  filter?: string;
  all_fields?: string;
  fields?: string[];
  exclude_fields?: string[];
  exclude_default?: string;
}

/** What one request wants to see of the resources. */
interface ResourceView {
  matches(resource: object): boolean;
  /** What is left of a resource. */
  select<Resource extends object>(resource: Resource): Partial<Resource>;
}

const EVERYTHING: Selection = { dropped: NONE, listed: NONE };

/** Filters and selectors for resources of one type. */
export class ResourceQuery {
  private readonly type: AttributeType;

  /**
   * @param schema name of the type in the document; what it requires is never left out
   * @param subject what problems call the resources: packages
   * @param leftOutByDefault paths of the attributes that an answer lacks if the request has no selector
   */
  constructor(
    document: ApiDocument,
    schema: string,
    private readonly subject: string,
    private readonly leftOutByDefault: readonly string[],
  ) {
    this.type = AttributeType.of(document, schema);
  }

  /** @throws Problem 400 if the filter is malformed, an attribute does not exist or the selectors exclude each other */
  read(parameters: QuerySelectors): ResourceView {
    const matches = parameters.filter === undefined ? () => true : attributeFilter(parameters.filter, this.type, this.subject);
    const selection = this.selection(parameters);
    return { matches, select: <Resource extends object>(resource: Resource) => select(resource, this.type, selection) as Partial<Resource> };
  }

  private selection({ all_fields, fields, exclude_fields, exclude_default }: QuerySelectors): Selection {
    const given = Object.entries({ all_fields, fields, exclude_fields, exclude_default }).filter(([, value]) => value !== undefined).map(([name]) => name);
    if (given.length > 1 && given.join() !== 'fields,exclude_default') throw invalid(`The query parameters ${given.join(' and ')} exclude each other.`);
    const listed = fields ? this.paths('fields', fields) : NONE;
    if (all_fields !== undefined) return EVERYTHING;
    if (exclude_fields) return { dropped: this.paths('exclude_fields', exclude_fields), listed };
    if (fields && exclude_default === undefined) return { dropped: ALL, listed };
    return { dropped: pathTree(this.leftOutByDefault), listed };
  }

  private paths(parameter: string, paths: string[]) {
    const unknown = paths.find((path) => !this.type.at(path.split('/')));
    if (unknown !== undefined) throw invalid(`Query parameter ${parameter}: ${this.subject} have no attribute ${unknown}.`);
    return pathTree(paths);
  }
}
