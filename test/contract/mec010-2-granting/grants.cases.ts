import { randomUUID } from 'node:crypto';
import { allDocuments } from '../../support/declared-operations.js';
import { ACCELERATED, LEARNING, MACHINE } from '../../support/granting/descriptors.js';
import { capacityFile, ending, GRANTS, question, startGranting } from '../../support/granting/granting.js';
import { specAgent } from '../../support/spec-agent.js';

const { openapi } = allDocuments().find(({ name }) => name === 'mec010-2-granting')!;
const examples = openapi.components['examples'] as Record<string, { value: Record<string, unknown> }>;

describe('grants', () => {
  const start = async (capacity?: unknown, environment: Record<string, string> = {}) => specAgent(await startGranting({ capacity, environment }));

  it('are given at once, and shown until they are over', async () => {
    const api = await start({ zone: 'edge-north', cpuMillis: 1000 });
    const request = question({ addResources: [...question().addResources!, { id: 'port', type: 'LINKPORT', resourceTemplateId: ['service'] }] });
    const { body, headers } = await api.post(GRANTS).send(request).expect(201);
    const placed = { vimConnectionId: 'local', zoneId: 'here' };
    expect(body).toEqual({
      id: expect.any(String),
      appInstanceId: request.appInstanceId,
      appLcmOpOccId: request.appLcmOpOccId,
      vimConnections: { local: { id: 'local', vimType: 'OPENMEP.NONE' } },
      zones: [{ id: 'here', zoneId: 'edge-north', vimConnectionId: 'local' }],
      addResources: [{ resourceDefinitionId: 'container', ...placed }, { resourceDefinitionId: 'port', ...placed }],
      _links: request._links,
    });
    expect(headers['location']).toBe(`http://mep.test:8080${GRANTS}/${body.id}`);
    const path = `${GRANTS}/${body.id}`;
    expect((await api.get(path).expect(200)).body).toEqual(body);
    await api.get(path).set('If-None-Match', headers['etag']!).expect(304);
  });

  it.each(['InstantiationRequest', 'TerminationRequest'])('the example %s of the document is granted', async (name) => {
    const api = await start();
    const { body } = await api.post(GRANTS).send(examples[name]!.value).expect(201);
    expect(body).toMatchObject({ appInstanceId: examples[name]!.value['appInstanceId'], _links: examples[name]!.value['_links'] });
  });

  it('for what is there already name no connection, and show no credentials', async () => {
    const api = await start();
    const request = ending(question());
    request.removeResources![0]!.resource!.vimConnectionInfo.accessInfo = { password: 'secret' };
    const { body, text } = await api.post(GRANTS).send(request).expect(201);
    expect(body.removeResources).toEqual([{ resourceDefinitionId: 'container' }]);
    expect(body).not.toHaveProperty('vimConnections');
    expect(text).not.toContain('secret');
  });

  it('in a cluster name the namespace', async () => {
    const kubeconfig = capacityFile({
      apiVersion: 'v1', kind: 'Config', 'current-context': 'here',
      clusters: [{ name: 'here', cluster: { server: 'https://127.0.0.1:9' } }], users: [{ name: 'me', user: {} }], contexts: [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
    });
    const api = await start(undefined, { MEC_RUNTIME: 'kubernetes', KUBECONFIG: kubeconfig });
    const request = question();
    const { body } = await api.post(GRANTS).send(request).expect(201);
    expect(body.vimConnections).toEqual({ local: { id: 'local', vimType: 'OPENMEP.KUBERNETES', interfaceInfo: { endpoint: 'https://127.0.0.1:9' } } });
    expect(body.addResources).toEqual([{ resourceDefinitionId: 'container', vimConnectionId: 'local', containerNamespace: `mec-${request.appInstanceId}`, mcioConstraints: {} }]);
    expect(body).not.toHaveProperty('zones');
  });

  const ALL_OF_LEARNING = [
    { id: 'containers', type: 'OSCONTAINER' as const, resourceTemplateId: ['teacher', 'pupil'] },
    { id: 'block', type: 'STORAGE' as const, resourceTemplateId: ['block'] },
    { id: 'objects', type: 'STORAGE' as const, resourceTemplateId: ['objects'] },
    { id: 'anything', type: 'STORAGE' as const, resourceTemplateId: ['anything'] },
  ];
  const WHOLE_MACHINE = [{ id: 'machine', type: 'COMPUTE' as const, resourceTemplateId: ['machine'] }];
  const MAIN = [{ id: 'main', type: 'OSCONTAINER' as const, resourceTemplateId: ['main'] }];

  it.each<[string, object, object, object, RegExp]>([
    ['CPU', { cpuMillis: 499 }, { cpuMillis: 500 }, {}, /499 thousandths of a CPU left, 500 are needed/],
    ['memory', { memoryMB: 127.5 }, { memoryMB: 128 }, {}, /127.5 MB of memory left, 128 are needed/],
    ['CPU of two containers', { cpuMillis: 1499 }, { cpuMillis: 1500 }, { appDId: LEARNING, addResources: ALL_OF_LEARNING }, /1500 are needed/],
    ['memory of a container that says its limit only', { memoryMB: 63 }, { memoryMB: 64 }, { appDId: LEARNING, addResources: ALL_OF_LEARNING }, /64 are needed/],
    ['storage', { storageGB: 16 }, { storageGB: 17 }, { appDId: LEARNING, addResources: ALL_OF_LEARNING }, /16 GB of storage left, 17 are needed/],
    ['graphics processors', { capabilities: { 'nvidia.com/gpu': 1 } }, { capabilities: { 'nvidia.com/gpu': 2 } }, { appDId: LEARNING, addResources: ALL_OF_LEARNING }, /1 of the capability nvidia\.com\/gpu left, 2 are needed/],
    ['CPUs of a virtual machine', { cpuMillis: 3999 }, { cpuMillis: 4000 }, { appDId: MACHINE, addResources: WHOLE_MACHINE }, /4000 are needed/],
    ['memory of a virtual machine', { memoryMB: 4000 }, { memoryMB: 4096 }, { appDId: MACHINE, addResources: WHOLE_MACHINE }, /4096 are needed/],
    ['disks of a virtual machine', { storageGB: 23 }, { storageGB: 24 }, { appDId: MACHINE, addResources: WHOLE_MACHINE }, /24 are needed/],
    ['a capability of a virtual machine', { capabilities: {} }, { capabilities: { sriov: 1 } }, { appDId: MACHINE, addResources: WHOLE_MACHINE }, /0 of the capability sriov left/],
    ['a capability of containers', { capabilities: { dpdk: 9 } }, { capabilities: { fpga: 1 } }, { appDId: ACCELERATED, addResources: MAIN }, /0 of the capability fpga left/],
    ['memory for what is needed while the operation runs', { memoryMB: 255 }, { memoryMB: 256 }, { tempResources: [{ id: 'other', type: 'OSCONTAINER', resourceTemplateId: ['analytics'] }] }, /256 are needed/],
  ])('are rejected for lack of %s, and given where there is enough', async (_what, scarce, enough, changes, reason) => {
    const { body } = await (await start(scarce)).post(GRANTS).send(question(changes)).expect(403);
    expect(body.detail).toMatch(reason);
    await (await start(enough)).post(GRANTS).send(question(changes)).expect(201);
  });

  it('need nothing that the application could do without', async () => {
    await (await start({ capabilities: { fpga: 1 } })).post(GRANTS).send(question({ appDId: ACCELERATED, addResources: MAIN })).expect(201);
  });

  it('keep what they give until a termination gives it back', async () => {
    const api = await start({ memoryMB: 256 });
    const [one, two] = [question(), question()];
    for (const request of [one, two]) await api.post(GRANTS).send(request).expect(201);
    expect((await api.post(GRANTS).send(question()).expect(403)).body.detail).toContain('0 MB of memory left');
    await api.post(GRANTS).send(ending(one)).expect(201);
    await api.post(GRANTS).send(question()).expect(201);
    await api.post(GRANTS).send(question()).expect(403);
  });

  it('keep nothing of what is needed only while the operation runs', async () => {
    const api = await start({ memoryMB: 256 });
    await api.post(GRANTS).send(question({ tempResources: [{ id: 'temporary', type: 'OSCONTAINER', resourceTemplateId: ['analytics'] }] })).expect(201);
    await api.post(GRANTS).send(question()).expect(201);
    await api.post(GRANTS).send(question()).expect(403);
  });

  it('of a further instantiation take the place of those before; if it is rejected, they stay', async () => {
    const api = await start({ memoryMB: 256 });
    const request = question();
    await api.post(GRANTS).send(request).expect(201);
    await api.post(GRANTS).send(question({ appInstanceId: request.appInstanceId })).expect(201);
    const twice = { id: 'two', type: 'OSCONTAINER' as const, resourceTemplateId: ['analytics', 'analytics', 'analytics'] };
    await api.post(GRANTS).send(question({ appInstanceId: request.appInstanceId, addResources: [twice] })).expect(403);
    await api.post(GRANTS).send(question()).expect(201);
    await api.post(GRANTS).send(question()).expect(403);
  });

  it('of an operation that asks again are the same, and are counted once', async () => {
    const api = await start({ memoryMB: 256 });
    const request = question();
    const first = await api.post(GRANTS).send(request).expect(201);
    const second = await api.post(GRANTS).send(request).expect(201);
    expect([second.body, second.headers['location']]).toEqual([first.body, first.headers['location']]);
    await api.post(GRANTS).send(question()).expect(201);
    const rejected = question();
    for (const _time of [1, 2]) await api.post(GRANTS).send(rejected).expect(403);
  });

  it('never give more than there is, however many ask at once', async () => {
    const api = await start({ memoryMB: 128 * 5 });
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await api.post(GRANTS).send(question())).status));
    expect(statuses.toSorted()).toEqual([...Array<number>(5).fill(201), ...Array<number>(15).fill(403)]);
  });

  it('are unlimited where no capacity is declared', async () => {
    const api = await start();
    await api.post(GRANTS).send(question({ appDId: LEARNING, addResources: ALL_OF_LEARNING })).expect(201);
    await api.post(GRANTS).send(question({ appDId: MACHINE, addResources: WHOLE_MACHINE })).expect(201);
  });

  it.each<[string, unknown, RegExp]>([
    ['is no YAML', 'a: [', /cannot be read/],
    ['holds an attribute that no host has', { cpus: 4 }, /the file has the unknown attribute cpus\.$/],
    ['holds a negative amount', { memoryMB: -1 }, /\/memoryMB/],
    ['holds half a graphics processor', { capabilities: { gpu: 0.5 } }, /\/capabilities\/gpu/],
    ['is a list', [], /the file/],
  ])('a capacity file that %s keeps the platform from starting', async (_fault, content, reason) => {
    await expect(startGranting({ capacity: content })).rejects.toThrow(reason);
  });

  it('a capacity file that is not there keeps the platform from starting', async () => {
    await expect(startGranting({ environment: { MEC_HOST_CAPACITY_FILE: `/nowhere/${randomUUID()}` } })).rejects.toThrow(/cannot be read/);
  });
});
