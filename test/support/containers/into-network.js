import { connect } from 'node:net';

// Runs in the network namespace of an engine. The listening socket it is handed belongs to another one, where the tests are: so they reach
// what listens on the port that is named, and neither network is changed for it.
const [port] = process.argv.slice(2);

process.once('message', (_what, server) => {
  server.on('connection', (outside) => {
    const inside = connect(Number(port), '127.0.0.1');
    const end = () => [inside, outside].forEach((socket) => socket.destroy());
    for (const socket of [inside, outside]) socket.on('error', end).on('close', end);
    inside.pipe(outside).pipe(inside);
  });
  process.send('listening');
});
process.once('disconnect', () => process.exit());
