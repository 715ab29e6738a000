import { Agent, request } from 'undici';
import type { components } from '../../src/generated/mec011-service-management.js';
import { APP_INSTANCE_ID, type ServerProcess } from './process.js';

export type ServiceInfo = components['schemas']['ServiceInfo'];

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export const BASE_PATH = '/mec_service_mgmt/v1';
export const SERVICES_PATH = `${BASE_PATH}/applications/${APP_INSTANCE_ID}/services`;
export const SUBSCRIPTIONS_PATH = `${BASE_PATH}/applications/${APP_INSTANCE_ID}/subscriptions`;

/** A registration that is complete and right. */
export const registration = (serName: string, others: object = {}) => ({
  serName,
  version: '1.0',
  state: 'ACTIVE',
  serializer: 'JSON',
  transportInfo: {
    id: `${serName}-rest`,
    name: 'REST',
    type: 'REST_HTTP',
    protocol: 'HTTP',
    version: '1.1',
    endpoint: { uris: ['http://127.0.0.1:9/'] },
    security: {},
  },
  ...others,
});

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Speaks to one server process over connections of its own. */
export class RegistryClient {
  private readonly agent = new Agent({ connections: 32, bodyTimeout: 60_000, headersTimeout: 60_000 });

  constructor(private readonly server: ServerProcess) {}

  /** @throws Error if the connection breaks before the answer is complete */
  send(method: Method, path: string, content?: unknown): Promise<Answer> {
    return this.sendBytes(method, path, content === undefined ? undefined : { type: 'application/json', bytes: Buffer.from(JSON.stringify(content)) });
  }

  /** @throws Error as `send` */
  async sendBytes(method: Method, path: string, content?: { type: string; bytes: Buffer }): Promise<Answer> {
    const { statusCode, headers, body } = await request(`${this.server.origin}${path}`, {
      method,
      dispatcher: this.agent,
      ...(content && { body: content.bytes, headers: { 'content-type': content.type } }),
    });
    return { status: statusCode, headers, text: await body.text() };
  }

  /** The services of the application for tests. */
  async services(): Promise<ServiceInfo[]> {
    const { status, text } = await this.send('GET', SERVICES_PATH);
    if (status !== 200) throw new Error(`The services cannot be listed: ${status} ${text}`);
    return JSON.parse(text) as ServiceInfo[];
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

/** The path of an absolute link. */
export const pathOf = (link: unknown): string => new URL(String(link)).pathname;
