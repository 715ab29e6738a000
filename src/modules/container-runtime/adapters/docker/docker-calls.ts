import { RuntimePortTaken, RuntimeRefusal } from '../../domain/runtime-errors.js';
import { callsTo, type EngineFailure, type TellingWords, toleranceOf } from '../engine-calls.js';

export const NOT_MODIFIED = 304;
export const FORBIDDEN = 403;
export const NOT_FOUND = 404;
export const CONFLICT = 409;

interface EngineError extends Error {
  statusCode?: number;
  json?: { message?: string };
}

function failureOf(error: unknown): EngineFailure {
  const { statusCode, json, message } = error as EngineError;
  return { status: statusCode, words: json?.message ?? message };
}

/** The engine answers 500 to both, as if they were one and the same: a port that is taken, and an address that is none of its host's. */
const TELLING: TellingWords[] = [
  { words: /port is already allocated|address already in use/, meaning: RuntimePortTaken },
  { words: /cannot assign requested address/, meaning: RuntimeRefusal },
];

export const calling = callsTo('the Docker engine', failureOf, TELLING);
export const unlessStatus = toleranceOf(failureOf);
