import { eventually } from './eventually.js';
import type { RegistryClient } from './process-registry.js';
import { network, registration, registrationPath, type Run, ue } from './registration.js';

/** Makes a network of registrations with a UE and a run that is at its end; answers their ids. */
export async function furnishRegistration(client: RegistryClient): Promise<Record<'networkId' | 'ueId' | 'runId', string>> {
  const send = async (method: 'PUT' | 'POST', path: string, content: object): Promise<string> => {
    const { status, text } = await client.send(method, path, content);
    if (status !== 201) throw new Error(`${method} ${path} is answered ${status}: ${text}`);
    return text;
  };
  await send('PUT', registrationPath(), network());
  await send('PUT', registrationPath('ues', 'car-1'), ue());
  const { id: runId } = JSON.parse(await send('POST', registrationPath('runs'), registration())) as Run;
  await eventually(async () => expect((await client.send('GET', registrationPath('runs', runId))).text).toContain('"FINISHED"'));
  return { networkId: 'sliced', ueId: 'car-1', runId };
}
