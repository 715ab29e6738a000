import type { Verdict } from './machine.js';

const verdict = (disposition: Verdict['disposition']) => (reason: string): Verdict => ({ disposition, reason });

/** What a receiver can have made of a message, with the reason as a sentence. */
export const accepted = verdict('ACCEPTED');
export const answered = verdict('ANSWERED');
export const forwarded = verdict('FORWARDED');
export const ignored = verdict('IGNORED');
export const rejected = verdict('REJECTED');
