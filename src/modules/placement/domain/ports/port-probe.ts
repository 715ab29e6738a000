/** Tries whether an application listens. */
export abstract class PortProbe {
  /** Whether a TCP connection is taken now. @param host IP address or name @throws the reason of `signal` */
  abstract accepts(host: string, port: number, signal: AbortSignal): Promise<boolean>;
}
