import { Injectable } from '@nestjs/common';
import { fastify, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { ConfigurationError, Settings } from '../../../config/index.js';
import { log } from '../log/index.js';
import { MutualTls } from '../mutual-tls/index.js';
import { equip, HTTP_OPTIONS, SERVER_OPTIONS } from './equipment.js';

/** Milliseconds within which a client has to show its certificate. */
const HANDSHAKE_MS = 10_000;

/**
 * The server of what is said between platforms: TLS 1.3 with certificates on both sides, on a port of its own. Where Mp3 is off, handlers
 * are bound to it all the same, and it never listens.
 */
@Injectable()
export class PeerServer {
  readonly instance: FastifyInstance;

  constructor(
    { credentials }: MutualTls,
    private readonly settings: Settings,
  ) {
    const mutual = { requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3', handshakeTimeout: HANDSHAKE_MS } as const;
    const transport = credentials ? { https: { ...HTTP_OPTIONS, ...mutual, ...credentials } } : { http: HTTP_OPTIONS };
    this.instance = fastify({ ...SERVER_OPTIONS, ...transport } as FastifyServerOptions);
    equip(this.instance);
    this.instance.server.on('tlsClientError', ({ message, code }: NodeJS.ErrnoException) => {
      // Who only knocks, or breaks off, has shown no certificate that could be wrong.
      if (code !== 'ECONNRESET') log.warn({ code, reason: message }, 'Somebody was refused at Mp3: without a certificate of MEC_MP3_CA, or without TLS 1.3.');
    });
  }

  /** @throws ConfigurationError if the address cannot be listened on */
  async listen(): Promise<void> {
    const { host, mp3Port: port } = this.settings;
    if (port === 0) return;
    try {
      await this.instance.listen({ port, host });
    } catch (error) {
      throw new ConfigurationError([`HOST and MEC_MP3_PORT name ${host}:${port}, where Mp3 cannot listen (${(error as Error).message}); free it or set another`]);
    }
  }

  /** Takes no further requests and finishes those that run. */
  async close(): Promise<void> {
    await this.instance.close();
  }
}
