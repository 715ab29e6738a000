import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ApiDocuments } from '../../common/operation/index.js';
import { notFound, refuseFaults } from '../../common/problem/index.js';
import { Detector } from '../domain/detection/detector.js';
import type { RniNotification } from '../domain/detection/rni-notifications.js';
import { CALLBACK_PATH, Subscriptions } from '../domain/detection/subscriptions.js';

interface Told {
  Params: { token: string };
  Body: unknown;
}

/** Takes what this platform's RNIS tells. It is no operation of a document: only the RNIS knows where it is. */
@Injectable()
export class RnisCallback implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly documents: ApiDocuments,
    private readonly subscriptions: Subscriptions,
    private readonly detector: Detector,
  ) {}

  onModuleInit(): void {
    const faultsOf = this.documents.faultFinder('mec012-rni', { $ref: '#/components/schemas/RniNotification' });
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.post<Told>(`${CALLBACK_PATH}/:token`, async ({ params, body, url }, reply) => {
      if (!this.subscriptions.isToken(params.token)) throw notFound(`There is no resource at ${url}.`);
      refuseFaults(faultsOf(body));
      this.detector.take(body as RniNotification);
      return reply.code(204).send();
    });
  }
}
