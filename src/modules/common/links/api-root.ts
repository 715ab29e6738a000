import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { ApiDocuments } from '../operation/index.js';

const WILDCARDS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

const pathOf = (basePath: string, segments: string[]) => `${basePath}${segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')}`;

/** Makes the link to a resource; `segments` are escaped. */
export type Link = (...segments: string[]) => string;

/** Makes the links of answers and notifications. */
@Injectable()
export class ApiRoot {
  /** Root of absolute links, without a slash at the end. */
  readonly absolute: string;
  private readonly prefix: string;

  constructor(
    settings: Settings,
    private readonly documents: ApiDocuments,
  ) {
    const { host, port, apiRoot, relativeLinks } = settings;
    const reachable = WILDCARDS[host] ?? (host.includes(':') ? `[${host}]` : host);
    this.absolute = (apiRoot ?? `http://${reachable}:${port}`).replace(/\/+$/, '');
    this.prefix = relativeLinks ? '' : this.absolute;
  }

  /** Those to the resources of a document, below its first base path. @throws Error if there is no such document */
  linkOf(document: string): Link {
    const basePath = this.documents.get(document).basePaths[0]!;
    return (...segments) => `${this.prefix}${pathOf(basePath, segments)}`;
  }

  /** The same for a websocket; it is always absolute, since a client cannot complete it otherwise. */
  websocketLink(basePath: string, ...segments: string[]): string {
    return `${this.absolute.replace(/^http/, 'ws')}${pathOf(basePath, segments)}`;
  }
}
