/** A UE at a gNB, from its RRCSetupRequest until it is released. */
export interface UeContext {
  /** RAN-UE-NGAP-ID. */
  id: number;
  ue: string;
  /** Number of the RRC connection. */
  channel: number;
  /** Name of the AMF. */
  amf?: string;
  /** AMF-UE-NGAP-ID; absent until the AMF has said it. */
  idAtAmf?: number;
}

const keyOf = (ue: string, channel: number): string => `${channel} ${ue}`;

/** The UEs of a gNB by both of their identities. A UE that has left unheard is kept until the AMF releases it. */
export class UeContexts {
  private readonly byId = new Map<number, UeContext>();
  private readonly byConnection = new Map<string, UeContext>();
  private lastId = 0;

  open(ue: string, channel: number): UeContext {
    const context: UeContext = { id: ++this.lastId, ue, channel };
    this.byId.set(context.id, context);
    this.byConnection.set(keyOf(ue, channel), context);
    return context;
  }

  withId(id: number): UeContext | undefined {
    return this.byId.get(id);
  }

  ofConnection(ue: string, channel: number): UeContext | undefined {
    return this.byConnection.get(keyOf(ue, channel));
  }

  close({ id, ue, channel }: UeContext): void {
    this.byId.delete(id);
    this.byConnection.delete(keyOf(ue, channel));
  }
}
