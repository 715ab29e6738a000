import type { FastifyRequest } from 'fastify';
import { pathOf } from '../http/index.js';
import { notFound, Problem } from '../problem/index.js';

interface Route {
  url: string;
  pattern: RegExp;
  methods: Set<string>;
}

const lastSegment = (path: string) => path.split('/').at(-1) ?? '';

function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/:[^/]+/g, '[^/]+');
  return new RegExp(`^${escaped}$`);
}

/** Knows which methods every path takes, to tell 405 from 404. */
export class RouteTable {
  private readonly routes = new Map<string, Route>();

  add(method: string | string[], url: string): void {
    const route = this.routes.get(url) ?? { url, pattern: patternOf(url), methods: new Set<string>() };
    for (const name of [method].flat()) route.methods.add(name);
    this.routes.set(url, route);
  }

  /** The problem of a request that no route takes. */
  refusal({ method, raw }: FastifyRequest): Problem {
    const path = pathOf(raw);
    const allowed = [...this.routes.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]);
    if (allowed.length === 0 || allowed.includes(method)) return notFound(`There is no resource at ${path}.`);
    const allow = [...new Set(allowed)].sort().join(', ');
    return new Problem(405, `${path} takes ${allow}, not ${method}.${this.hint(method, path)}`, { headers: { Allow: allow } });
  }

  /** Points to a path of the same API that ends alike and takes the method. */
  private hint(method: string, path: string): string {
    const api = path.split('/').slice(0, 3).join('/');
    const alike = [...this.routes.values()].find(
      ({ url, methods }) => url.startsWith(api) && methods.has(method) && lastSegment(url) === lastSegment(path),
    );
    return alike ? ` ${method} is offered at ${alike.url.replace(/:([^/]+)/g, '{$1}')}.` : '';
  }
}
