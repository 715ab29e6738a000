import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import Sqlite from 'better-sqlite3';
import type { Answer } from './answer.js';
import { type FanOut, notifier } from './notifier.js';

export type BareTask =
  | { kind: 'cached'; answer: Answer }
  | { kind: 'stringified'; answer: Answer }
  | { kind: 'stored'; answer: Answer; databaseFile: string }
  | { kind: 'fan-out'; fanOut: FanOut };

/** Sends text that is ready. */
const cached = ({ status, headers, body }: Answer): RequestListener => (_request, response) => {
  response.writeHead(status, headers).end(body);
};

/** Turns the same objects into text for every request. */
function stringified({ status, headers, body }: Answer): RequestListener {
  const content: unknown = JSON.parse(body);
  return (_request, response) => {
    response.writeHead(status, headers).end(JSON.stringify(content));
  };
}

function withBody(handle: (body: string, response: ServerResponse) => void): RequestListener {
  return (request: IncomingMessage, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => handle(body, response));
  };
}

/** Parses the body and inserts it with one prepared statement that commits by itself. */
function stored({ status, headers, body: answer }: Answer, databaseFile: string): RequestListener {
  const database = new Sqlite(databaseFile);
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'foreign_keys = ON']) database.pragma(pragma);
  database.exec('CREATE TABLE document (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO document (body) VALUES (?)');
  return withBody((body, response) => {
    JSON.parse(body);
    insert.run(body);
    response.writeHead(status, headers).end(answer);
  });
}

export function handlerFor(task: BareTask): RequestListener {
  if (task.kind === 'cached') return cached(task.answer);
  if (task.kind === 'stringified') return stringified(task.answer);
  return task.kind === 'stored' ? stored(task.answer, task.databaseFile) : notifier(task.fanOut);
}
