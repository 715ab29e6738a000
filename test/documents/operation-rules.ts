import { asList, asObject, dereference, HTTP_METHODS, isObject, type JsonObject } from '../../scripts/openapi-json.js';
import type { Site } from './documents.js';

/** A rule returns the places that break it, each with what is wrong. */
export type Rule = (root: JsonObject) => string[];

interface OperationSite extends Site {
  isCallback: boolean;
}

function operationsOf(pathItems: unknown, place: string, isCallback: boolean): OperationSite[] {
  return Object.entries(asObject(pathItems)).flatMap(([path, item]) =>
    HTTP_METHODS.filter((method) => isObject(asObject(item)[method])).flatMap((method) => {
      const site = { place: `${place}${method.toUpperCase()} ${path}`, value: asObject(asObject(item)[method]), isCallback };
      const callbacks = Object.entries(asObject(site.value.callbacks));
      return [site, ...callbacks.flatMap(([name, callback]) => operationsOf(callback, `${site.place} callback ${name} `, true))];
    }));
}

export function operationSites(root: JsonObject): OperationSite[] {
  return operationsOf(root.paths, '', false);
}

function faultsOfOperations(root: JsonObject, faultOf: (site: OperationSite) => string | false): string[] {
  return operationSites(root).flatMap((site) => {
    const fault = faultOf(site);
    return fault ? [`${site.place}: ${fault}`] : [];
  });
}

function statusesOf({ value }: Site): string[] {
  return Object.keys(asObject(value.responses));
}

function isProblem(root: JsonObject, response: unknown): boolean {
  const media = asObject(asObject(dereference(root, response).content)['application/problem+json']);
  return asObject(media.schema).$ref === '#/components/schemas/ProblemDetails';
}

const uniqueIds: Rule = (root) => {
  const ids = operationSites(root).map(({ value }) => value.operationId);
  return faultsOfOperations(root, ({ value }) => {
    if (typeof value.operationId !== 'string') return 'no operationId';
    return ids.filter((id) => id === value.operationId).length > 1 && `operationId ${value.operationId} is not unique`;
  });
};

const tagged: Rule = (root) => {
  const declared = asList(root.tags).map((tag) => asObject(tag).name);
  return faultsOfOperations(root, ({ value }) => {
    const tags = asList(value.tags);
    return (tags.length !== 1 || !declared.includes(tags[0])) && 'not exactly one tag that the document declares';
  });
};

const summarised: Rule = (root) =>
  faultsOfOperations(root, ({ value: { summary } }) => {
    return (typeof summary !== 'string' || summary.endsWith('.')) && 'no summary, or one that ends in a full stop';
  });

const succeeding: Rule = (root) =>
  faultsOfOperations(root, (site) => !statusesOf(site).some((status) => status.startsWith('2')) && 'no 2xx response');

const failing: Rule = (root) =>
  faultsOfOperations(root, ({ value, isCallback }) => {
    const response = asObject(value.responses).default;
    return !(isCallback ? isObject(response) : isProblem(root, response)) && 'no default response that is a ProblemDetails';
  });

const problems: Rule = (root) =>
  faultsOfOperations(root, ({ value, isCallback }) => {
    const wrong = Object.entries(asObject(value.responses)).filter(([status, response]) => /^[45]/.test(status) && !isProblem(root, response));
    return !isCallback && wrong.length > 0 && `${wrong.map(([status]) => status).join()} without ProblemDetails`;
  });

function bodiesOf(root: JsonObject, { value }: Site): [string, unknown][] {
  const responses = Object.entries(asObject(value.responses)).map(([status, response]) => [`response ${status}`, dereference(root, response)]);
  const all = [['request', dereference(root, value.requestBody)], ...responses] as [string, JsonObject][];
  return all.flatMap(([name, body]) => Object.entries(asObject(body.content)).map(([type, media]): [string, unknown] => [`${name} ${type}`, media]));
}

const exemplified: Rule = (root) =>
  faultsOfOperations(root, (site) => {
    const bare = bodiesOf(root, site).filter(([, media]) => Object.keys(asObject(asObject(media).examples)).length === 0);
    return bare.length > 0 && `no examples at ${bare.map(([name]) => name).join(', ')}`;
  });

export const operationRules: Record<string, Rule> = {
  'every operation has an operationId of its own': uniqueIds,
  'every operation has one tag': tagged,
  'every operation has a summary': summarised,
  'every operation can succeed': succeeding,
  'every operation has a problem as its default response': failing,
  'every error response is a problem': problems,
  'every body has examples': exemplified,
};
