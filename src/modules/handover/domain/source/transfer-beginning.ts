import { Injectable } from '@nestjs/common';
import { PlatformIdentity } from '../../../platform/index.js';
import type { FoundPlatform } from '../addresses/platform-finder.js';
import { OwnApplications } from '../applications/own-applications.js';
import { DetectionSettings } from '../detection/detection-settings.js';
import { nextEpoch } from '../epochs.js';
import type { UeContext } from '../ports/rni.js';
import { Guests } from '../record/guests.js';
import type { Handover } from '../record/handover.js';
import { Handovers } from '../record/handovers.js';
import { UeEpochs } from '../record/ue-epochs.js';
import { transferDigest } from '../rules/canonical-transfer.js';
import { type LocalRule, transferredRule } from '../rules/transferred-rule.js';
import type { HandoverReason, HandoverTransfer, TransferredBearer, TransferredRule } from '../types.js';
import { Beginnings } from './beginning.js';
import { openFromHere } from './open-handovers.js';
import { RulesOfUe } from './rules-of-ue.js';
import { SourceTransitions, type Step } from './source-transitions.js';

/** Most that a transfer takes (mp3.yaml, HandoverTransfer). */
const MOST_RULES = 1000;

/** Records what is to be sent to the target. */
@Injectable()
export class TransferBeginning {
  constructor(
    private readonly handovers: Handovers,
    private readonly transitions: SourceTransitions,
    private readonly rules: RulesOfUe,
    private readonly applications: OwnApplications,
    private readonly guests: Guests,
    private readonly epochs: UeEpochs,
    private readonly settings: DetectionSettings,
    private readonly identity: PlatformIdentity,
    private readonly beginnings: Beginnings,
  ) {}

  /** @param context absent if the UE has left already */
  async begin(handover: Handover, { platformId, baseStation }: FoundPlatform, context: UeContext | undefined, step: Step): Promise<void> {
    const before = this.transferBefore(handover);
    const bearers = context?.bearers ?? before?.bearers ?? [];
    const forwardTo = context?.dataPlaneAddress ?? before?.forwardTo;
    const rules = await this.rules.of(handover.ue!.associateId, bearers);
    if (!rules.length) return this.give(handover, 'cancel', 'RULES_GONE', 'The UE has no rules here any more.');
    if (rules.length > MOST_RULES) return this.give(handover, 'fail', 'RULE_IMPOSSIBLE', `The UE has ${rules.length} rules; a transfer takes ${MOST_RULES}.`);
    const transferred = await this.transferred(rules);
    await this.handovers.alone(handover.ueKeys, async () => {
      const now = this.transitions.unchanged(handover);
      if (!now) return;
      const others = openFromHere(this.handovers, now.ueKeys).filter(({ handoverId }) => handoverId !== now.handoverId && handoverId !== now.supersedes);
      if (others.length) return void (await this.transitions.happen(now, 'cancel', { step: 'SUPERSESSION' }, { changes: { reason: 'NEWER_HANDOVER' } }));
      const transfer = this.transferOf(handover, baseStation, { bearers, ...(forwardTo !== undefined && { forwardTo }), rules: transferred });
      const { ue, ueKeys, sourceCell, targetCell } = handover;
      const changes = {
        ...{ ue: ue!, ueKeys, targetCell: targetCell!, ...(sourceCell && { sourceCell }) },
        transfer, digest: transferDigest(transfer), epoch: transfer.epoch, peerPlatformId: platformId, targetBaseStation: baseStation,
        rules: rules.map((rule) => this.beginnings.handed(rule)),
      };
      await this.transitions.happen(now, 'send', step, { changes, record: (transaction) => this.epochs.write(transaction, now.ueKeys, transfer.epoch) });
    });
  }

  /** The rules as they are sent. Where an application is reached is found out anew. */
  async transferred(rules: readonly LocalRule[]): Promise<TransferredRule[]> {
    const sent: TransferredRule[] = [];
    for (const rule of rules) {
      const application = (await this.applications.describe(rule.appInstanceId)) ?? { appName: rule.appInstanceId };
      sent.push(transferredRule(this.identity.id, rule, application, this.guests.homeOf(rule)));
    }
    return sent;
  }

  private transferOf({ ue, ueKeys, sourceCell, targetCell }: Handover, targetBaseStation: string, content: Pick<HandoverTransfer, 'bearers' | 'forwardTo' | 'rules'>): HandoverTransfer {
    return {
      sourcePlatformId: this.identity.id,
      epoch: nextEpoch(this.epochs.of(ueKeys)),
      ue: ue!,
      // A UE that has left before anybody has told its cell: then only the one that it has come to is known.
      sourceCell: sourceCell ?? targetCell!,
      targetCell: targetCell!,
      targetBaseStation,
      stagedFor: this.settings.get().stagedFor,
      ...content,
    };
  }

  private transferBefore({ supersedes }: Handover): { bearers: TransferredBearer[]; forwardTo?: string } | undefined {
    return supersedes === undefined ? undefined : this.handovers.get(supersedes)?.transfer;
  }

  private async give(handover: Handover, event: 'cancel' | 'fail', reason: HandoverReason, detail: string): Promise<void> {
    await this.transitions.go(handover, event, { step: 'TRANSFER', outcome: 'FAILED', detail }, { changes: { reason, detail } });
  }
}
