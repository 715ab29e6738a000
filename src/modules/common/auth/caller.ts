/** Who sends a request, as far as it is known. */
export interface Caller {
  appInstanceId?: string;
  /** platformId of the peer that it comes from; there is one for every request on the listener `mp3`. */
  peer?: string;
}

/** An operation by its document and its operationId; its scopes will be found by these. */
export interface OperationName {
  document: string;
  id: string;
}

/** Where operations are served: on HOST and PORT, or on MEC_MP3_PORT with mutual TLS. */
export type Listener = 'main' | 'mp3';
