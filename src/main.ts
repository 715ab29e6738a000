#!/usr/bin/env node
import { answerTo } from './command-line.js';
import { ConfigurationError, loadSettings, unknownSettings } from './config/index.js';
import { configureLog, log } from './modules/common/log/index.js';
import { PlatformServer } from './platform-server.js';

async function main(): Promise<void> {
  const answer = answerTo(process.argv.slice(2));
  if (answer !== undefined) return console.log(answer);
  const settings = loadSettings(process.env);
  configureLog(settings);
  for (const name of unknownSettings(process.env)) log.warn(`${name} is no setting of OpenMEP; is it misspelt?`);
  const server = await PlatformServer.start(settings);
  await server.listen();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      log.info(`${signal}: finishing what runs.`);
      server.stop().then(() => process.exit(0), failing('has not stopped as it should'));
    });
  server.announce();
}

const failing = (what: string) => (error: unknown): void => {
  const faults = error instanceof ConfigurationError ? error.faults : [error instanceof Error ? error.message : String(error)];
  for (const fault of faults) console.error(`OpenMEP ${what}: ${fault}`);
  process.exit(1);
};

main().catch(failing('cannot start'));
