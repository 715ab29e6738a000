import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { Settings } from '../../../config/index.js';
import { connectionFailure, jsonIn } from '../../common/http/index.js';
import { withoutSlash } from '../../common/links/index.js';
import { OtherOrchestrator } from '../domain/other-orchestrator.js';
import type { PlatformProfile } from '../domain/types.js';

/** Milliseconds that the orchestrator has to answer. */
const TIMEOUT_MS = 10_000;
const REGISTERED = new Set([200, 201]);

/** Registers this platform over the orchestrator's API. */
@Injectable()
export class RegistrationClient extends OtherOrchestrator {
  private readonly root: string;

  constructor({ orchestratorUrl = '' }: Settings) {
    super();
    this.root = withoutSlash(orchestratorUrl);
  }

  override async register(platformId: string, profile: PlatformProfile, signal: AbortSignal): Promise<void> {
    const { statusCode, body } = await request(`${this.root}/platforms/${encodeURIComponent(platformId)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(profile),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal,
    }).catch((error: unknown) => {
      throw new Error(`It does not answer: ${connectionFailure(error)}.`, { cause: error });
    });
    if (REGISTERED.has(statusCode)) return body.dump();
    throw new Error(`It answered ${statusCode}${detailIn(await body.text())}`);
  }
}

/** What a problem document says, as the end of a sentence. */
function detailIn(text: string): string {
  const { detail } = (jsonIn(text) ?? {}) as { detail?: unknown };
  return typeof detail === 'string' ? `: ${detail}` : '.';
}
