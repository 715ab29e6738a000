import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';

export const GENERATOR_VERSION = '7.25.0';
const SHA_256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';
const CACHE = join(PACKAGE_ROOT, '.cache');
const JAR = join(CACHE, `openapi-generator-cli-${GENERATOR_VERSION}.jar`);
const MAVEN_CENTRAL = 'https://repo.maven.apache.org/maven2';

/**
 * The command line of OpenAPI Generator, from the cache or from Maven Central (or the repository that MAVEN_REPOSITORY names).
 * @throws Error if it cannot be had, or is not the one that we know
 */
export async function generatorJar(): Promise<string> {
  if (!existsSync(JAR)) await download(`${process.env.MAVEN_REPOSITORY ?? MAVEN_CENTRAL}/org/openapitools/openapi-generator-cli/${GENERATOR_VERSION}/openapi-generator-cli-${GENERATOR_VERSION}.jar`);
  const digest = createHash('sha256').update(readFileSync(JAR)).digest('hex');
  if (digest !== SHA_256) throw new Error(`${JAR} has the SHA-256 ${digest}, not ${SHA_256}. Remove it to have it downloaded again.`);
  return JAR;
}

async function download(url: string): Promise<void> {
  console.log(`Downloading ${url}`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
  mkdirSync(CACHE, { recursive: true });
  const part = `${JAR}.${process.pid}.part`;
  writeFileSync(part, Buffer.from(await response.arrayBuffer()));
  renameSync(part, JAR);
}
