import { Injectable } from '@nestjs/common';
import { RuleEffects } from '../../../app-rules/index.js';
import { Registrations } from '../../../app-support/index.js';
import { Problem } from '../../../common/problem/index.js';
import { AppRegistry, type CopyInfo, type RegisteredInfo } from '../ports/app-registries.js';

const whatever = () => undefined;

/** The registrations of this platform. */
@Injectable()
export class OwnRegistry extends AppRegistry {
  constructor(
    private readonly registrations: Registrations,
    private readonly ruleEffects: RuleEffects,
  ) {
    super();
  }

  override find(appInstanceId: string): Promise<RegisteredInfo | undefined> {
    return this.registrations.find(appInstanceId);
  }

  override async add(info: CopyInfo): Promise<void> {
    await this.registrations.register(info);
  }

  override replace(info: CopyInfo): Promise<boolean> {
    return unlessGone(this.registrations.replace(info.appInstanceId, info, whatever));
  }

  override async remove(appInstanceId: string): Promise<void> {
    await unlessGone(this.registrations.remove(appInstanceId, whatever));
    await this.ruleEffects.settled();
  }
}

async function unlessGone(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return false;
    throw error;
  }
}
