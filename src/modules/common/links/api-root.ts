import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { ApiDocuments } from '../operation/index.js';
import { withoutSlash } from './without-slash.js';

const WILDCARDS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

const pathOf = (basePath: string, segments: string[]) => `${basePath}${segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')}`;

/** Makes the link to a resource; `segments` are escaped. */
export type Link = (...segments: string[]) => string;

/** Makes the links of answers and notifications. */
@Injectable()
export class ApiRoot {
  /** Root of absolute links, without a slash at the end. */
  readonly absolute: string;
  private readonly host: string;

  constructor(
    private readonly settings: Settings,
    private readonly documents: ApiDocuments,
  ) {
    const { host, port, apiRoot } = settings;
    this.host = WILDCARDS[host] ?? (host.includes(':') ? `[${host}]` : host);
    this.absolute = withoutSlash(apiRoot ?? `http://${this.host}:${port}`);
  }

  /** Where a document is served, without a slash at the end: its root followed by its first base path. @throws Error if there is no such document */
  uriOf(document: string): string {
    const { listener, basePaths } = this.documents.get(document);
    const { mp3Uri, mp3Port } = this.settings;
    return listener === 'main' ? `${this.absolute}${basePaths[0]!}` : withoutSlash(mp3Uri ?? `https://${this.host}:${mp3Port}${basePaths[0]!}`);
  }

  /** Those to the resources of a document, below its first base path. @throws Error if there is no such document */
  linkOf(document: string): Link {
    const root = this.settings.relativeLinks ? this.documents.get(document).basePaths[0]! : this.uriOf(document);
    return (...segments) => pathOf(root, segments);
  }

  /** The same for a websocket; it is always absolute, since a client cannot complete it otherwise. */
  websocketLink(basePath: string, ...segments: string[]): string {
    return `${this.absolute.replace(/^http/, 'ws')}${pathOf(basePath, segments)}`;
  }
}
