import { Injectable } from '@nestjs/common';
import { RuleMoves } from '../../../app-rules/index.js';
import { UserRules } from '../ports/user-rules.js';
import { Recorder } from '../world/recorder.js';
import type { User, WorldChange } from '../world/world-items.js';
import { PresentRules, ruleKeyOf } from './present-rules.js';

/** The rules of users, as they are removed. One that another platform has in effect goes, too: nothing brings it back then. */
@Injectable()
export class LedUserRules extends UserRules {
  constructor(
    private readonly rules: PresentRules,
    private readonly moves: RuleMoves,
    private readonly recorder: Recorder,
  ) {
    super();
  }

  override async remove(user: User, change: WorldChange): Promise<void> {
    const remove = [this.rules.of(user) ?? [], this.rules.straysOf(user)].flat().map(ruleKeyOf);
    if (remove.length === 0) return this.recorder.record(change);
    await this.recorder.surely(() => this.moves.move({ remove }, (transaction) => this.recorder.write(transaction, change)));
  }
}
