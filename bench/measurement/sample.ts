import type { Load } from '../processes/load.js';
import type { LoadOrder, LoadRequest } from '../processes/load-generator.js';
import type { MeasuredProcess } from '../processes/measured-process.js';
import { machineTime, ownTime } from './machine-load.js';

export interface Contestant<Request = LoadRequest> {
  process: MeasuredProcess;
  request: Request;
}

export interface Figures {
  requestsPerSecond: number;
  /** CPU time of the server for one request. */
  cpuMicroseconds: number;
}

export interface Sample extends Figures {
  requests: number;
  /** Share of the machine's CPU time that went to processes which are no part of the measurement. */
  disturbance: number;
}

async function readTimes<Request>(load: Load<Request>, process: MeasuredProcess) {
  const server = await process.cpuTime();
  return { server, involved: server + (await load.cpuTime()) + ownTime(), machine: machineTime() };
}

/** Sends requests to one server for one stretch of time. */
export async function sample<Request>(
  load: Load<Request>,
  { process, request }: Contestant<Request>,
  connections: number,
  extent: LoadOrder['extent'],
): Promise<Sample> {
  const before = await readTimes(load, process);
  const { requests, requestsPerSecond } = await load.generate({ request, connections, extent });
  const after = await readTimes(load, process);
  const busy = after.machine.busy - before.machine.busy;
  const disturbance = Math.max(0, busy - (after.involved - before.involved)) / (after.machine.total - before.machine.total);
  return { requests, requestsPerSecond, cpuMicroseconds: ((after.server - before.server) * 1000) / requests, disturbance };
}
