import type { Test } from 'supertest';
import { type CallbackSink, startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { APP_INSTANCES, type AppTerminationNotification, REGISTRATIONS, RULE_KINDS, useApplications } from '../../support/managed-applications.js';
import { RecordingEffect } from '../../support/recording-effect.js';
import { registerService, subscribe } from '../../support/service-management.js';

const APPLICATIONS = 200;
const KINDS = ['traffic', 'dns'] as const;
const TIMEOUT_MS = 240_000;

describe('many applications at once', () => {
  const world = useApplications();
  let endings: CallbackSink<AppTerminationNotification>;
  let effects: RecordingEffect[];

  beforeAll(async () => {
    endings = await startCallbackSink<AppTerminationNotification>({ document: 'mec011-app-support', operationId: 'appTerminationNotificationPOST' });
    effects = KINDS.map((kind) => RecordingEffect.install(world, kind));
  });

  const told = (application: string, count: number) => eventually(() => expect(endings.at(application)).toHaveLength(count));

  /** The ways in which the applications end, in turn. */
  const ends: ((application: string) => Promise<unknown>)[] = [
    async (application) => {
      await world.terminate(application, 'TERMINATING', 3600).expect(202);
      await told(application, 1);
      await world.confirm(application, 'TERMINATING').expect(204);
    },
    async (application) => {
      await world.ready(application).expect(204);
      await world.terminate(application, 'STOPPING', 3600).expect(202);
      await told(application, 1);
      await world.confirm(application, 'STOPPING').expect(204);
      await world.terminate(application, 'TERMINATING', 3600).expect(202);
    },
    async (application) => void (await world.api.delete(`${REGISTRATIONS}/${application}`).expect(204)),
    // Its rules are written to until it has gone: either comes first.
    async (application) => {
      const writes = KINDS.flatMap((kind) => Array.from({ length: 3 }, (_, number) => change(application, kind, number)));
      const answers = await Promise.all([...writes, world.terminate(application, 'TERMINATING', 0).expect(202)]);
      for (const { status } of answers) expect([200, 202, 404]).toContain(status);
    },
    async (application) => void (await world.terminate(application, 'TERMINATING', 1).expect(202)),
  ];

  const change = (application: string, kind: (typeof KINDS)[number], number: number): Test => {
    const { idAttribute, body, changed } = RULE_KINDS[kind];
    return world.api.put(`${world.rulesOf(application, kind)}/rule`).send({ ...body(changed(number)), [idAttribute]: 'rule' });
  };

  async function live(number: number): Promise<void> {
    const application = await world.register({ appName: `application ${number}` });
    await world.subscribeToEnd(application, endings.url(application));
    await subscribe(world.api, application, 'http://127.0.0.1:9/', { serNames: ['nobody'] });
    await registerService(world.api, application);
    for (const kind of KINDS) await world.addRule(application, kind, { [RULE_KINDS[kind].idAttribute]: 'rule', state: number % 2 ? 'ACTIVE' : 'INACTIVE' });
    for (const kind of KINDS) await change(application, kind, number).expect(200);
    await ends[number % ends.length]!(application);
  }

  it(
    `register, get rules and end, ${APPLICATIONS} of them, and leave nothing behind`,
    async () => {
      const lives = await Promise.allSettled(Array.from({ length: APPLICATIONS }, (_, number) => live(number)));
      expect(lives.flatMap((life) => (life.status === 'rejected' ? [String(life.reason)] : []))).toEqual([]);
      await world.passTimeUntil(async () => expect((await world.api.get(APP_INSTANCES).expect(200)).body).toEqual([]));
      expect(await world.leftOver()).toEqual({});
      expect(await world.deadlocks()).toBe(0);
      for (const effect of effects) await eventually(() => expect([...effect.inEffect.keys()]).toEqual([]));
    },
    TIMEOUT_MS,
  );
});
