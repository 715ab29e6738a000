import { callsTo, type EngineFailure, toleranceOf } from '../engine-calls.js';

interface EngineError extends Error {
  statusCode?: number;
  json?: { message?: string };
}

function failureOf(error: unknown): EngineFailure {
  const { statusCode, json, message } = error as EngineError;
  return { status: statusCode, words: json?.message ?? message };
}

export const calling = callsTo('the Docker engine', failureOf);
export const unlessStatus = toleranceOf(failureOf);
