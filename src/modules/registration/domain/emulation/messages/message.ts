import type { NasMessage } from './nas.js';
import type { NgapElements } from './ngap.js';
import type { RrcElements } from './rrc.js';
import type { SbiElements } from './sbi.js';

interface Elements {
  rrc: RrcElements;
  ngap: NgapElements;
  sbi: SbiElements;
}

export type Layer = keyof Elements;

type Of<L extends Layer> = {
  [Name in keyof Elements[L] & string]: {
    layer: L;
    name: Name;
    elements: Elements[L][Name];
    receiver: string;
    /** Number of the RRC connection, or of the exchange of request and response; NGAP has ids of its own. */
    channel?: number;
    /** The NAS message in it. */
    nas?: NasMessage;
  };
}[keyof Elements[L] & string];

/** What a machine sends: one message on its way to one receiver. */
export type RrcDraft = Of<'rrc'>;
export type NgapDraft = Of<'ngap'>;
export type SbiDraft = Of<'sbi'>;
export type Draft = RrcDraft | NgapDraft | SbiDraft;

/** A draft that was sent. */
export type Message = Draft & { sender: string };
export type RrcMessage = RrcDraft & { sender: string };
export type NgapMessage = NgapDraft & { sender: string };
export type SbiMessage = SbiDraft & { sender: string };
