import { request } from 'undici';
import { type Clock, within } from '../../common/clock/index.js';
import { connectionFailure } from '../../common/http/index.js';
import { withoutSlash } from '../../common/links/index.js';
import type { ApiDocuments } from '../../common/operation/index.js';
import { Orchestrator } from '../domain/ports/orchestrator.js';

/** Milliseconds that the orchestrator has for each answer. */
const ANSWER_MS = 1000;
const TRIES = 2;

/** Asks the orchestrator that MEC_ORCHESTRATOR_URL names (openapi/platform/orchestrator.yaml). */
export class HttpOrchestratorClient extends Orchestrator {
  private readonly root: string;
  private readonly faultsOf: (value: unknown) => unknown[];

  /** @param url root of its API, such as http://127.0.0.1:8080/orchestrator/v1 */
  constructor(
    url: string,
    documents: ApiDocuments,
    private readonly clock: Clock,
  ) {
    super();
    this.root = withoutSlash(url);
    this.faultsOf = documents.faultFinder('orchestrator', { $ref: '#/components/schemas/OrchestratedBaseStation' });
  }

  override async platformAt(baseStation: string): Promise<string | undefined> {
    for (let tries = 1; ; tries++)
      try {
        return await this.ask(baseStation);
      } catch (error) {
        if (tries === TRIES) throw new Error(`The orchestrator does not answer: ${connectionFailure(error)}`, { cause: error });
      }
  }

  private ask(baseStation: string): Promise<string | undefined> {
    return within(this.clock, { milliseconds: ANSWER_MS, complaint: `it has been silent for ${ANSWER_MS} ms.` }, async (signal) => {
      const { statusCode, body } = await request(`${this.root}/base_stations/${encodeURIComponent(baseStation)}`, { signal });
      const text = await body.text();
      if (statusCode === 404) return undefined;
      if (statusCode !== 200) throw new Error(`it answered ${statusCode}.`);
      return this.platformIn(text);
    });
  }

  private platformIn(text: string): string {
    const answer: unknown = JSON.parse(text);
    if (this.faultsOf(answer).length) throw new Error('it answered with something that is no base station.');
    return (answer as { platformId: string }).platformId;
  }
}
