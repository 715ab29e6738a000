import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { fingerprintOf, HeldRule } from '../../src/modules/data-plane/adapters/nftables/held-rule.js';
import { Ruleset } from '../../src/modules/data-plane/adapters/nftables/ruleset.js';
import { changeCommands, rebuildCommands } from '../../src/modules/data-plane/adapters/nftables/transaction.js';
import { steeringOf } from '../../src/modules/data-plane/domain/steering.js';
import { BareServer } from '../bare/bare-server.js';
import { monotonicTime } from '../measurement/monotonic-time.js';
import { ruleId, ruleOf } from './ue-rule.js';

const PROCESS_ID = 1;
/** As many as are the fastest. */
const MOST_CONNECTIONS = 16;
/** No UE has it. */
const SOMEBODY_ELSE = 0xf0000;

const run = promisify(execFile);

function heldRule(ue: number): HeldRule {
  const steering = steeringOf(ruleOf(ue));
  return new HeldRule(ruleId(ue), ue, steering, fingerprintOf(ruleId(ue), ue, steering), ue + 1);
}

/** The least that brings rules into effect once somebody is told: one HTTP exchange on the loopback for each UE, and one nft transaction of all rules. */
export class LeastHandover {
  private readonly folder = mkdtempSync(join(tmpdir(), 'openmep-least-'));
  private readonly ruleset = new Ruleset();
  private readonly agent = new Agent({ connections: MOST_CONNECTIONS });

  private constructor(private readonly server: BareServer) {}

  /** With tables beside those of the platform that look like them, and hold a rule already. */
  static async prepare(): Promise<LeastHandover> {
    const least = new LeastHandover(await BareServer.start({ kind: 'cached', answer: { status: 200, headers: {}, body: '{}' } }));
    await least.transact(rebuildCommands(least.ruleset, PROCESS_ID));
    await least.transact(least.commandsOf([], [heldRule(SOMEBODY_ELSE)]));
    return least;
  }

  /** Milliseconds for each UE from the beginning, when the events of all are there, to the end of the transaction. The rules are taken out again. */
  async measure(ues: readonly number[]): Promise<number[]> {
    const rules = ues.map(heldRule);
    const file = this.file(this.commandsOf([], rules));
    const body = JSON.stringify(ruleOf(0));
    const begin = monotonicTime();
    const answered = await Promise.all(ues.map((ue) => this.exchange(ue, body).then(() => monotonicTime() - begin)));
    const sent = monotonicTime();
    await run('nft', ['-j', '-f', file]);
    const took = monotonicTime() - sent;
    await this.transact(this.commandsOf(rules, []));
    return answered.map((after) => after + took);
  }

  async stop(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await this.agent.close();
    await this.server.stop();
  }

  private commandsOf(gone: readonly HeldRule[], added: readonly HeldRule[]) {
    return changeCommands(this.ruleset, this.ruleset.change({ gone, added, forwards: { put: [], remove: [] } }), PROCESS_ID);
  }

  private async exchange(ue: number, body: string): Promise<void> {
    const answer = await request(`${this.server.url}/${ue}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, dispatcher: this.agent });
    await answer.body.dump();
  }

  private file(commands: unknown[]): string {
    const file = join(this.folder, 'transaction.json');
    writeFileSync(file, JSON.stringify({ nftables: commands }).replaceAll('"openmep"', '"least"'));
    return file;
  }

  private async transact(commands: unknown[]): Promise<void> {
    await run('nft', ['-j', '-f', this.file(commands)]);
  }
}
