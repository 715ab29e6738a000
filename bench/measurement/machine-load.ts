import { cpus } from 'node:os';

/** CPU time in milliseconds that the machine has spent since it started, all cores together: in all, and doing something. */
export function machineTime(): { total: number; busy: number } {
  let [total, idle] = [0, 0];
  for (const { times } of cpus()) {
    total += times.user + times.nice + times.sys + times.idle + times.irq;
    idle += times.idle;
  }
  return { total, busy: total - idle };
}

/** CPU time of this process in milliseconds. */
export function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
