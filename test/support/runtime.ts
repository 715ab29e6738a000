export const RUNTIME = '/runtime/v1/runtime';
export const WORKLOADS = '/runtime/v1/workloads';

export const workloadOf = (appInstanceId: string): string => `${WORKLOADS}/${encodeURIComponent(appInstanceId)}`;
export const logsOf = (appInstanceId: string, container: string, query = ''): string => `${workloadOf(appInstanceId)}/containers/${encodeURIComponent(container)}/logs${query}`;
