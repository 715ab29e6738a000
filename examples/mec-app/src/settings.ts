export interface Settings {
  /** Root of the platform's APIs, without a slash at the end. */
  platform: string;
  appName: string;
  /** Set if the application brings its own id; else the platform gives one. */
  appInstanceId: string | undefined;
  /** Address and port on which the application serves, 0 for any free port. */
  host: string;
  port: number;
  /** Seconds between two heartbeats that the application proposes; the platform decides. */
  livenessInterval: number;
  traceAsCurl: boolean;
}

export const settingsFrom = (env: NodeJS.ProcessEnv): Settings => ({
  platform: (env.MEC_PLATFORM ?? 'http://127.0.0.1:8080').replace(/\/$/, ''),
  appName: env.MEC_APP_NAME ?? 'hazard-warning',
  appInstanceId: env.MEC_APP_INSTANCE_ID,
  host: env.APP_HOST ?? '127.0.0.1',
  port: Number(env.APP_PORT ?? 0),
  livenessInterval: Number(env.APP_LIVENESS_S ?? 5),
  traceAsCurl: env.MEC_TRACE === 'curl',
});
