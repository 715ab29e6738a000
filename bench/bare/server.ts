import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerQuestions } from '../processes/questions.js';
import { type BareTask, handlerFor } from './handlers.js';

/** As long as the platform's, since the header tells the client. */
const KEEP_ALIVE_MS = 72_000;

answerQuestions(async (task: BareTask) => {
  const server = createServer(handlerFor(task));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
});
