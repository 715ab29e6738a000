import type { FastifyInstance } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';

const PATH = 'docs';

/** An entry of the selector in the top bar. */
export interface Definition {
  name: string;
  url: string;
}

/** What runs in the browser: Nest writes the source of these functions into the page. */
declare const SwaggerUIBundle: { plugins: { DownloadUrl: unknown } };
type State = unknown;
interface System {
  specSelectors: { specJson(): { has(name: string): boolean } };
}

/** Browsers cannot call another listener, which wants a certificate of its client and takes no call from pages: there is nothing to try out. */
const onlyHere = () => ({
  statePlugins: { spec: { wrapSelectors: { allowTryItOutFor: (_original: unknown, system: System) => (_state: State) => !system.specSelectors.specJson().has('x-listener') } } },
});

/** Own plugins stand in for the one that Nest names. */
const plugins = [onlyHere, () => SwaggerUIBundle.plugins.DownloadUrl];

/** Titles are longer than the selector is wide. */
const CSS = '.swagger-ui .topbar .download-url-wrapper, .swagger-ui .topbar .download-url-wrapper .select-label { max-width: 52rem; }';

/** Nothing is loaded from elsewhere, and nothing that a document says is run. Swagger UI styles its elements inline. */
const policy = (origin: string): string =>
  ["default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", `connect-src 'self' ${origin}`, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"].join('; ');

/** @param origin of the servers that documents name absolutely */
export function serveSwaggerUi(app: NestFastifyApplication, { definitions, title, origin }: { definitions: Definition[]; title: string; origin: string }): void {
  const headers = { 'content-security-policy': policy(origin) };
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.addHook('onRoute', (route) => {
    if (route.url === `/${PATH}` || route.url.startsWith(`/${PATH}/`)) route.onSend = async (_request, reply) => void reply.headers(headers);
  });
  const swaggerOptions = { urls: definitions, plugins, docExpansion: 'list' };
  // The selector loads a document; one that stood in the page would be shown before it.
  SwaggerModule.setup(PATH, app, {} as never, { raw: false, explorer: true, customSiteTitle: title, customCss: CSS, swaggerOptions });
}
