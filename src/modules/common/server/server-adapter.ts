import { FastifyAdapter } from '@nestjs/platform-fastify';
import { equip, HTTP_OPTIONS, SERVER_OPTIONS } from './equipment.js';

/** Nest's Fastify adapter, in which everything that goes wrong is answered with a problem document. */
export class ServerAdapter extends FastifyAdapter {
  constructor() {
    super({ ...SERVER_OPTIONS, http: HTTP_OPTIONS, skipMiddie: true });
    equip(this.getInstance());
  }

  /** Nest's own handlers would answer in another form. */
  override setErrorHandler(): never {
    return undefined as never;
  }

  override setNotFoundHandler(): never {
    return undefined as never;
  }

  /** The parsers above are all that there are. */
  override registerParserMiddleware(): void {
    return;
  }
}
