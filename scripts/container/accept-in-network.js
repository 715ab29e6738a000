import { createServer } from 'node:net';

// Runs in the network namespace of an engine, and hands every connection to the process that has started it, which is in another one.
const [address] = process.argv.slice(2);
const server = createServer({ pauseOnConnect: true }, (socket) => process.send('connection', socket));

server.listen(0, address, () => process.send(server.address().port));
process.once('disconnect', () => process.exit());
