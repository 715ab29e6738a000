import type { CaseResult, FanOutFigures, FanOutResult, HandoverResult, RadioEventsResult, RequestResult, RuleEffectResult } from '../cases/bench.js';
import type { Scale } from '../measurement/scale.js';
import { machine } from './machine.js';
import { placementWalkSection } from './placement-walk.js';
import { startSection } from './start.js';
import { sliceRegistrationsSection } from './slice-registrations.js';
import { percent, ratio, table, tenths, whole } from './table.js';

const verdictOf = ({ verdict }: RequestResult) => (verdict.met ? 'met' : 'target missed');

function requestTable(results: RequestResult[]): string {
  const head = ['case', 'compared with', 'ratio, req/s', 'ratio, CPU', 'target', 'verdict', 'req/s, ours', 'other', 'CPU µs per request, ours', 'other', 'CPU taken by others'];
  const rows = results.map((result) => {
    const { title, other, verdict, comparison } = result;
    const { ours, other: others, throughputRatio, cpuRatio } = comparison;
    const ratios = [ratio(throughputRatio), ratio(cpuRatio), verdict.target, verdictOf(result)];
    const rates = [ours.requestsPerSecond, others.requestsPerSecond].map(whole);
    const costs = [ours.cpuMicroseconds, others.cpuMicroseconds].map(tenths);
    return [title, other, ...ratios, ...rates, ...costs, percent(comparison.disturbance)];
  });
  return table(head, rows);
}

function fanOutTable({ ours, other, ratios }: FanOutResult): string {
  const rowOf = (name: string, figure: keyof FanOutFigures, text: (value: number) => string) => [name, ratio(ratios[figure]), text(ours[figure]), text(other[figure])];
  return table(
    ['figure', 'ratio', 'ours', 'bare loop'],
    [
      rowOf('deliveries per second', 'deliveriesPerSecond', whole),
      rowOf('p99 from the change to the arrival, ms', 'p99Milliseconds', tenths),
      rowOf('from the change to its answer, ms', 'answerMilliseconds', tenths),
      rowOf('CPU µs per delivery', 'cpuMicroseconds', tenths),
    ],
  );
}

function fanOutSection(result: FanOutResult): string {
  const { subscribers, changes, concurrency } = result;
  return `One service is registered and ${whole(subscribers)} subscribers are told, ${changes} times. The bare loop posts the same bodies with undici
over ${whole(concurrency)} connections that it keeps, as many as the platform uses; it stores nothing and repeats nothing.

${fanOutTable(result)}`;
}

function ruleEffectSection({ figures, verdict }: RuleEffectResult): string {
  const [few] = figures;
  const rows = figures.map(({ rules, p50, p99 }) => [whole(rules), tenths(p50), tenths(p99), ratio(p50 / few!.p50), ratio(p99 / few!.p99)]);
  return `From the PUT that makes a rule ACTIVE or INACTIVE to its answer, which comes when the kernel does so: HTTP, one nft transaction, a look at the
connections, one commit. The hosts with different numbers of rules take turns. Target: ${verdict.target} with the most rules as with the
fewest; ${verdict.met ? 'met' : 'missed'}.

${table(['ACTIVE rules', 'p50, ms', 'p99, ms', `p50 against ${few!.rules} rules`, `p99 against ${few!.rules} rules`], rows)}`;
}

function radioEventsSection({ ues, subscriptions, delivery, matching, verdict }: RadioEventsResult): string {
  const { eventsPerSecond, burstP99, cpuMicroseconds, singleP50, singleP99 } = delivery;
  const each = subscriptions / ues;
  const [, fewAlone] = matching;
  const rows = matching.map((one) => [whole(one.matching), whole(one.subscriptions), tenths(one.cpuMicroseconds), ratio(one.cpuMicroseconds / fewAlone!.cpuMicroseconds)]);
  return `${whole(ues)} UEs and ${whole(subscriptions)} subscriptions to their timing advance (MEC 012), ${whole(each)} to each UE, over callbacks. Events come through the
operator's REST; the network itself stands still. From the request to the arrival of the notifications:

${table(
  ['figure', 'value'],
  [
    [`events per second, ${whole(ues)} in one request, ${whole(each)} notifications each`, whole(eventsPerSecond)],
    [`p99 of these ${whole(subscriptions)} notifications, ms`, tenths(burstP99)],
    ['CPU µs per event, its notifications included', tenths(cpuMicroseconds)],
    ['one event at a time: p50, ms', tenths(singleP50)],
    ['one event at a time: p99, ms', tenths(singleP99)],
  ],
)}

What an event costs, by the subscriptions that it fits and by all there are; platforms take turns. Target: the few among all cost ${verdict.target} as
alone; ${verdict.met ? 'met' : 'missed'}.

${table(['subscriptions that fit', 'of', 'CPU µs per event', `against ${fewAlone!.matching} of ${fewAlone!.subscriptions}`], rows)}`;
}

function handoverSection({ figures, target, met }: HandoverResult): string {
  const rows = figures.map(({ ues, rounds, p50, p99, least }, index) => {
    const ratios = [ratio(p50 / least.p50), met[index] ? 'met' : 'missed'];
    return [whole(ues), whole(rounds), tenths(p50), tenths(p99), tenths(least.p50), tenths(least.p99), ...ratios];
  });
  const parts = figures.map(({ ues, parts: { told, bearer, dataPlane } }) => [whole(ues), ...[told, bearer, dataPlane].map(tenths)]);
  const said = figures.map(({ ues, exchanges, plainBytes, encryptedBytes }) => [whole(ues), ratio(exchanges), whole(plainBytes), whole(encryptedBytes)]);
  return `Two platforms with nftables, each in a network namespace. The rules of UEs are staged at the target, then all of them attach to it at once. From the request that
says so in the radio network to the rules in effect: one commit, a notification for each UE over HTTP, a question for its bearers, one or more nft transactions with a look at the
connections. Compared with the least that there can be, measured in the same rounds: one HTTP exchange on the loopback for each UE with a bare server, then one nft
transaction of the same rules. Times of the platform are rounded up to whole milliseconds. Target: ${target}.

${table(['UEs at once', 'rounds', 'p50, ms', 'p99, ms', 'least, p50', 'least, p99', 'ratio at p50', 'verdict'], rows)}

What of that is spent on what, medians in ms (the parts of one UE; they overlap with those of others):

${table(['UEs at once', 'until it is notified', 'bearer information', 'data plane'], parts)}

What the platforms say to each other for one handover (Mp3), both directions together; TLS with its handshakes:

${table(['UEs at once', 'HTTP exchanges', 'bytes of HTTP', 'bytes of TLS'], said)}`;
}

/** A sentence for each case that was not measured. */
export const skipped = (results: CaseResult[]): string[] =>
  results.filter((result) => result.kind === 'skipped').map(({ title, reason }) => `SKIPPED: ${title}, because ${reason}.`);

const extentOf = ({ plan }: Scale) => ('seconds' in plan.extent ? `${plan.extent.seconds} s` : `${plan.extent.requests} requests`);

/** The figures for the terminal and for docs/benchmarks.md. */
export function report(results: CaseResult[], scale: Scale, date: Date): string {
  const requests = results.filter((result) => result.kind === 'requests');
  const fanOuts = results.filter((result) => result.kind === 'fan-out');
  const ruleEffects = results.filter((result) => result.kind === 'rule-effect');
  const radioEvents = results.filter((result) => result.kind === 'radio-events');
  const handovers = results.filter((result) => result.kind === 'handover');
  const sliceRegistrations = results.filter((result) => result.kind === 'slice-registrations');
  const placementWalks = results.filter((result) => result.kind === 'placement-walk');
  const starts = results.filter((result) => result.kind === 'start');
  const { rounds, mostRounds, connections } = scale.plan;
  return `# Benchmarks

Written by \`npm run bench\` on ${date.toISOString().slice(0, 10)}: ${machine()}.

Each case runs the built platform and a bare \`node:http\` server (for DNS: dnsmasq) in turn: ${rounds} rounds of ${extentOf(scale)},
${connections} connections that are kept (for DNS: as many queries under way, sent by dnsperf), everything on the loopback, every
server and the load generator in a process of its own. CPU is user and system time of the server's process. Figures are
medians of the rounds; a ratio is the median of the rounds' ratios and above 1 where the platform is the better one. A
target is met when both ratios reach it. Of up to ${mostRounds} rounds those count that other processes of the machine disturbed
least; the last column says how much of the CPU these took nevertheless.

## Requests

${[requestTable(requests), ...skipped(results)].join('\n\n')}

## Fan-out

${fanOuts.map(fanOutSection).join('\n\n')}

## Traffic rules

${ruleEffects.map(ruleEffectSection).join('\n\n')}

## Radio network information

${radioEvents.map(radioEventsSection).join('\n\n')}

## Handover between platforms

${handovers.map(handoverSection).join('\n\n')}

## Registration under slice isolation

${sliceRegistrations.map(sliceRegistrationsSection).join('\n\n')}

## Applications placed ahead of their users

${placementWalks.map(placementWalkSection).join('\n\n')}

## Start and memory

${starts.map(startSection).join('\n\n')}
`;
}
