import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { Turns } from '../../../common/turns/index.js';
import { POINTS } from '../failpoints.js';
import { Peers } from '../ports/peers.js';
import { RniSubscriptions } from '../ports/rni-subscriptions.js';
import { DetectionSettings } from './detection-settings.js';
import { KeptSetting } from './kept-setting.js';
import { PURPOSES, type Purpose, wantedSubscriptions } from './wanted-subscriptions.js';

/** Below it the token: nobody else knows where the RNIS tells us. */
export const CALLBACK_PATH = '/handover/rnis';
const TOKEN_BYTES = 32;
const RETRY_MS = 1000;

/** Keeps the subscriptions at this platform's RNIS as the settings want them. Without peers there is nothing to detect, and those that an earlier process has left are ended. */
@Injectable()
export class Subscriptions {
  private readonly turns = new Turns();
  private readonly ids = new Map<Purpose, string>();
  private readonly hasPeers: boolean;
  private token = '';
  private isRunning = false;
  private hasFailed = false;
  private cancel = (): void => undefined;

  constructor(
    private readonly subscriptions: RniSubscriptions,
    private readonly settings: DetectionSettings,
    private readonly kept: KeptSetting,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    peers: Peers,
    lifecycle: Lifecycle,
  ) {
    this.hasPeers = peers.all().length > 0;
    lifecycle.on('load', () => this.load());
    lifecycle.on('serving', () => this.start());
    lifecycle.on('stop', () => this.stop());
    settings.onChange(() => this.isRunning ? this.turns.take(() => this.renew()) : undefined);
  }

  /** Whether it is the RNIS that tells. */
  isToken(token: string): boolean {
    const [given, own] = [Buffer.from(token), Buffer.from(this.token)];
    return own.length > 0 && given.length === own.length && timingSafeEqual(given, own);
  }

  private async load(): Promise<void> {
    const { callbackToken, subscriptions } = this.kept.atStart;
    if (this.hasPeers) this.token = callbackToken ?? randomBytes(TOKEN_BYTES).toString('base64url');
    if (this.token && callbackToken === null) await this.kept.update({ callbackToken: this.token });
    for (const purpose of PURPOSES) if (subscriptions?.[purpose] !== undefined) this.ids.set(purpose, subscriptions[purpose]);
  }

  private async start(): Promise<void> {
    this.isRunning = true;
    await this.turns.take(() => this.tryToRenew());
  }

  private async stop(): Promise<void> {
    this.isRunning = false;
    this.cancel();
    await this.turns.take(async () => undefined);
  }

  private async tryToRenew(): Promise<void> {
    try {
      await this.renew();
      this.hasFailed = false;
    } catch (error) {
      if (!this.hasFailed) log.error({ err: error }, 'The RNIS does not take the subscriptions of handover, so nothing is detected; trying again. MEC_CALLBACK_HOSTS has to allow the loopback.');
      this.hasFailed = true;
      if (this.isRunning) this.cancel = this.clock.after(RETRY_MS, () => void this.turns.take(() => this.tryToRenew()));
    }
  }

  private async renew(): Promise<void> {
    const wanted = wantedSubscriptions(this.settings.get());
    for (const purpose of PURPOSES) {
      const id = this.ids.get(purpose);
      const about = this.hasPeers ? wanted[purpose] : undefined;
      if (!about && id === undefined) continue;
      this.failpoints.reach(POINTS['before-subscribe']);
      if (about) await this.keep(purpose, await this.subscriptions.write(id, about, `${CALLBACK_PATH}/${this.token}`));
      else await this.subscriptions.remove(id!).then(() => this.keep(purpose, undefined));
      this.failpoints.reach(POINTS['after-subscribe']);
    }
  }

  private async keep(purpose: Purpose, id: string | undefined): Promise<void> {
    if (this.ids.get(purpose) === id) return;
    if (id === undefined) this.ids.delete(purpose);
    else this.ids.set(purpose, id);
    await this.kept.update({ subscriptions: Object.fromEntries(this.ids) });
  }
}
