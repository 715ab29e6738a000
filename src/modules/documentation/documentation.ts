import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { stringify } from 'yaml';
import { Settings } from '../../config/index.js';
import { ApiRoot } from '../common/links/index.js';
import { type ApiDocument, ApiDocuments, type OpenApi, type OperationObject } from '../common/operation/index.js';
import { PlatformIdentity } from '../platform/index.js';
import { inReadingOrder } from './reading-order.js';
import { serveSwaggerUi } from './swagger-ui.js';

const YAML_MEDIA_TYPE = 'application/yaml; charset=utf-8';
const JSON_MEDIA_TYPE = 'application/json; charset=utf-8';

/** Serves the documents under /openapi and Swagger UI over all of them under /docs. */
@Injectable()
export class Documentation {
  constructor(
    private readonly documents: ApiDocuments,
    private readonly apiRoot: ApiRoot,
    private readonly platform: PlatformIdentity,
    private readonly settings: Settings,
  ) {}

  /** Adds the routes to a server that does not listen yet. */
  serve(app: NestFastifyApplication): void {
    const server = app.getHttpAdapter().getInstance();
    for (const document of this.documents.all) {
      // Written when somebody asks: few do, and every start would take longer.
      const json = () => JSON.stringify(this.asServed(document));
      const yaml = () => stringify(this.asServed(document), { aliasDuplicateObjects: false });
      server.get(`/openapi/${document.name}.json`, (_request, reply) => reply.type(JSON_MEDIA_TYPE).send(json()));
      server.get(`/openapi/${document.name}.yaml`, (_request, reply) => reply.type(YAML_MEDIA_TYPE).send(yaml()));
    }
    server.get('/', (_request, reply) => reply.redirect('/docs'));
    serveSwaggerUi(app, {
      definitions: inReadingOrder(this.documents.all).map(({ name, openapi }) => ({ name: openapi.info.title, url: `/openapi/${name}.json` })),
      title: `${asHtml(this.platform.name)} (OpenMEP)`,
      origin: new URL(this.apiRoot.absolute).origin,
    });
  }

  private asServed(document: ApiDocument): OpenApi {
    const { openapi } = document;
    return { ...openapi, servers: this.urlsOf(document).map((url) => ({ url })), paths: withParametersInOperations(openapi.paths) };
  }

  /** "Try it out" has to reach this server however it is reached: hence first the servers relative to where the document is. */
  private urlsOf({ name, listener, openapi, basePaths }: ApiDocument): string[] {
    if (listener === 'main') return [...basePaths, ...basePaths.map((basePath) => `${this.apiRoot.absolute}${basePath}`)];
    return this.settings.mp3Port === 0 ? openapi.servers.map(({ url }) => url) : [this.apiRoot.uriOf(name)];
  }
}

const asHtml = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Swagger UI shows parameters that stand at a path without their names in the operation that is opened first. */
function withParametersInOperations(paths: OpenApi['paths']): OpenApi['paths'] {
  return Object.fromEntries(Object.entries(paths).map(([path, { parameters: shared, ...operations }]) => [path, shared ? withParameters(operations, shared as never) : operations]));
}

const withParameters = (operations: OpenApi['paths'][string], shared: NonNullable<OperationObject['parameters']>): OpenApi['paths'][string] =>
  Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, { ...operation, parameters: [...shared, ...(operation.parameters ?? [])] }]));
