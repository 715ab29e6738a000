import { Injectable } from '@nestjs/common';
import { Agent, request } from 'undici';
import type { components } from '../../../generated/mec012-rni.js';
import { Clock, fromTimeStamp } from '../../common/clock/index.js';
import { connectionFailure } from '../../common/http/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { OwnServer } from '../../common/server/index.js';
import { Rni, type UeContext } from '../domain/ports/rni.js';
import type { AssociateId, BearerInformation, CellReference, TransferredBearer } from '../domain/types.js';
import { isSameUe, ueKeys } from '../domain/ue-key.js';

type Schemas = components['schemas'];

const ANSWER_MS = 1000;
const CONNECTIONS = 32;

/** By which parameter the RNIS finds a UE; those of a question all have to match, so one kind is asked for at a time. */
const PARAMETERS: Record<AssociateId['type'], string> = { 1: 'ue_ipv4_address', 2: 'ue_ipv6_address', 3: 'nated_ip_address', 4: 'gtp_teid' };

/** One for each kind of identifier that the UE has. */
function questionsFor(ue: readonly AssociateId[]): string[] {
  const types = [...new Set(ue.map(({ type }) => type))].sort();
  return types.map((type) => `${PARAMETERS[type]}=${ue.filter((one) => one.type === type).map(({ value }) => encodeURIComponent(value)).join()}`);
}

/** Asks the RNIS where the applications of this platform ask it. */
@Injectable()
export class HttpRni extends Rni {
  private readonly agent = new Agent({ connections: CONNECTIONS, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS });
  private readonly queries: string;

  constructor(
    private readonly server: OwnServer,
    private readonly clock: Clock,
    documents: ApiDocuments,
    lifecycle: Lifecycle,
  ) {
    super();
    this.queries = `${documents.get('mec012-rni').basePaths[0]!}/queries`;
    lifecycle.on('stop', () => this.agent.destroy());
  }

  override async context(ue: readonly AssociateId[]): Promise<UeContext | undefined> {
    const info = await this.firstOf<Schemas['UeContextInfo']>('ue_context', ue);
    const found = info?.ueContext[0];
    if (!found) return undefined;
    const { associateId, tempUeId, ecgi, nrcgi, baseStation, dataPlane, bearers, neighbours } = found;
    // Times of the radio network become times of this platform by their age.
    const lead = this.clock.now() - fromTimeStamp(info.timeStamp);
    return {
      ue: { associateId, ...(tempUeId && { tempUeId }) },
      servingCell: cellOf({ ecgi, nrcgi }),
      baseStation,
      ...(dataPlane && { dataPlaneAddress: dataPlane.ipAddress }),
      bearers,
      neighbours: neighbours.map(({ ecgi: eutran, nrcgi: nr, measuredAt, ...measured }) => ({ cell: cellOf({ ecgi: eutran, nrcgi: nr }), ...measured, measuredAt: fromTimeStamp(measuredAt) + lead })),
    };
  }

  override async bearer(ue: readonly AssociateId[]): Promise<BearerInformation | undefined> {
    return (await this.firstOf<Schemas['UeBearerInfo']>('bearer_info', ue))?.ueBearerInfo[0]?.bearerInformation;
  }

  override async bearersOfOthers(ue: readonly AssociateId[]): Promise<TransferredBearer[]> {
    const all = (await this.ask<Schemas['UeContextInfo']>('ue_context', ''))?.ueContext ?? [];
    return all.filter(({ associateId }) => !isSameUe(ueKeys(associateId), ueKeys(ue))).flatMap(({ bearers }) => bearers);
  }

  private async firstOf<Info>(query: string, ue: readonly AssociateId[]): Promise<Info | undefined> {
    for (const question of questionsFor(ue)) {
      const found = await this.ask<Info>(query, `?${question}`);
      if (found) return found;
    }
    return undefined;
  }

  /** undefined if nothing matches. */
  private async ask<Info>(query: string, question: string): Promise<Info | undefined> {
    let answer;
    try {
      const { statusCode, body } = await request(`${this.server.address}${this.queries}/${query}${question}`, { dispatcher: this.agent });
      answer = { statusCode, text: await body.text() };
    } catch (error) {
      throw new Error(`The own RNIS does not answer: ${connectionFailure(error)}`, { cause: error });
    }
    if (answer.statusCode === 404) return undefined;
    // No words of the answer: they may tell who the UE is.
    if (answer.statusCode !== 200) throw new Error(`The own RNIS answers ${answer.statusCode} to ${query}.`);
    return JSON.parse(answer.text) as Info;
  }
}

const cellOf = ({ ecgi, nrcgi }: { ecgi?: CellReference['ecgi'] | undefined; nrcgi?: CellReference['nrcgi'] | undefined }): CellReference => (ecgi ? { ecgi } : { nrcgi: nrcgi! });
