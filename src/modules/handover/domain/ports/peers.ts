/** Another platform that hands traffic rules over to this one and takes them from it. */
export interface Peer {
  platformId: string;
  /** Root of its Mp3, without a slash at the end, such as https://10.9.0.2:8443/mp3/v1. */
  mp3Uri: string;
  /** Global ids of the base stations where it stands, as far as the operator has told; the rest is in the address table. */
  baseStations: string[];
}

/** The platforms that Mp3 is spoken with; the same as long as the process lives. */
export abstract class Peers {
  abstract all(): Peer[];
  abstract get(platformId: string): Peer | undefined;
}
