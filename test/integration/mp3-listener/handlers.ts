import { randomUUID } from 'node:crypto';
import type { PlatformServer } from '../../../src/platform-server.js';
import type { OperationRequest, Reply } from '../../../src/modules/common/operation/index.js';
import { Mp3Controller } from '../../../src/modules/handover/api/mp3.controller.js';

type Asked = OperationRequest<'mp3', 'handoverStatusGet'>;
type Answer = (request: Asked) => Reply | Promise<Reply>;

export const handoverPath = (handoverId: string = randomUUID(), resource = '') => `/mp3/v1/handovers/${handoverId}${resource}`;

/** The five operations of Mp3. */
export const OPERATIONS = [
  ['put', ''],
  ['get', ''],
  ['put', '/cancellation'],
  ['put', '/completion'],
  ['put', '/rejection'],
] as const;

/** Answers questions for the status of a handover in the place of the platform. */
export function answering(server: PlatformServer, answer: Answer): void {
  Object.assign(server.app.get(Mp3Controller, { strict: false }), { handoverStatusGet: answer });
}

export const statusOf = (handoverId: string) => ({ handoverId, epoch: 1, role: 'SOURCE', state: 'TRANSFERRED', since: '2026-11-22T06:00:00.000Z' });

export const answered = (status: number, body: unknown): Reply => ({ status, headers: { 'content-type': status < 300 ? 'application/json' : 'application/problem+json' }, body: JSON.stringify(body) });
