import { Injectable } from '@nestjs/common';
import { unavailable } from '../../../common/problem/index.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { unknownHandover } from '../refusals.js';

@Injectable()
export class SourceSide {
  constructor(private readonly handovers: Handovers) {}
  async confirm(id: string, _peer: string, _body: unknown): Promise<Handover> {
    const known = this.handovers.get(id);
    if (!known) throw unknownHandover(id);
    throw unavailable('To come.');
  }
  reject(id: string, peer: string, body: unknown): Promise<Handover> {
    return this.confirm(id, peer, body);
  }
  async cancel(_id: string): Promise<Handover> {
    throw unavailable('To come.');
  }
}
