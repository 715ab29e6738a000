import { randomUUID } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { toTimeStamp } from '../../common/clock/index.js';
import { momentary, Operation, type Reply } from '../../common/operation/index.js';
import { AskedApplications } from '../domain/queries/asked-applications.js';
import { AttachedUes } from '../domain/queries/attached-ues.js';
import { layer2Meas } from '../domain/queries/layer2-meas.js';
import { OwnNetwork } from '../domain/queries/own-network.js';
import { cellUserInfo } from '../domain/queries/rab-info.js';
import { s1UeInfo } from '../domain/queries/s1-bearer-info.js';
import { bearersOfUe } from '../domain/queries/ue-bearers.js';
import { ueContext } from '../domain/queries/ue-context.js';
import type { Schemas } from '../domain/types.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** For an answer that has to name an application instance although nobody knows one. */
const NOBODY = 'unknown';

/** What applications ask of the radio network (MEC 012, 7.3 to 7.5a, and two extensions). */
@Controller()
export class QueriesController {
  constructor(
    private readonly network: OwnNetwork,
    private readonly applications: AskedApplications,
    private readonly attachedUes: AttachedUes,
  ) {}

  @Operation(DOCUMENT, 'QueriesRabinfoGET')
  async rabInfoGet({ query, caller }: Request<'QueriesRabinfoGET'>): Promise<Reply> {
    const { app_ins_id: asked = [] } = query;
    this.applications.known(asked);
    const situation = await this.network.look();
    const content: Schemas['RabInfo'] = {
      timeStamp: toTimeStamp(situation.time),
      appInstanceId: (asked.length === 1 ? asked[0] : caller.appInstanceId) ?? NOBODY,
      requestId: randomUUID(),
      cellUserInfo: cellUserInfo(situation, query),
    };
    return momentary(content);
  }

  @Operation(DOCUMENT, 'QueriesPlmninfoGET')
  async plmnInfoGet({ query }: Request<'QueriesPlmninfoGET'>): Promise<Reply> {
    const known = this.applications.known(query.app_ins_id);
    const { time, plmns: plmn } = await this.network.look();
    const content: Schemas['PlmnInfo'][] = known.map((appInstanceId) => ({ timeStamp: toTimeStamp(time), appInstanceId, plmn }));
    return momentary(plmn.length > 0 ? content : []);
  }

  @Operation(DOCUMENT, 'QueriesS1BearerinfoGET')
  async s1BearerInfoGet({ query }: Request<'QueriesS1BearerinfoGET'>): Promise<Reply> {
    const situation = await this.network.look();
    const content: Schemas['S1BearerInfo'] = { timeStamp: toTimeStamp(situation.time), s1UeInfo: s1UeInfo(situation, query) };
    return momentary(content);
  }

  @Operation(DOCUMENT, 'QueriesLayer2MeasGET')
  async layer2MeasGet({ query }: Request<'QueriesLayer2MeasGET'>): Promise<Reply> {
    this.applications.known(query.app_ins_id);
    const situation = await this.network.look();
    const content: Schemas['L2Meas'] = { timeStamp: toTimeStamp(situation.time), ...layer2Meas(situation, query) };
    return momentary(content);
  }

  @Operation(DOCUMENT, 'QueriesUecontextGET')
  async ueContextGet({ query }: Request<'QueriesUecontextGET'>): Promise<Reply> {
    const { time, ues } = await this.attachedUes.find(query);
    const content: Schemas['UeContextInfo'] = { timeStamp: toTimeStamp(time), ueContext: ues.map(ueContext) };
    return momentary(content);
  }

  @Operation(DOCUMENT, 'QueriesBearerinfoGET')
  async bearerInfoGet({ query }: Request<'QueriesBearerinfoGET'>): Promise<Reply> {
    const { time, ues } = await this.attachedUes.find(query, ({ awaitsBearers }) => !awaitsBearers);
    const content: Schemas['UeBearerInfo'] = { timeStamp: toTimeStamp(time), ueBearerInfo: ues.map(bearersOfUe) };
    return momentary(content);
  }
}
