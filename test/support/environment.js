import { constants, createContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** Which a context has of its own, and in whose place there has to be that of Node. */
const OF_NODE = ['Buffer', 'ArrayBuffer', 'Uint8Array', 'process'];

/**
 * Jest's environment for Node with another global object. Jest's own passes every look at a global, such as `Object`, through an interceptor
 * and a proxy, which takes two hundred times as long as without; what Nest and TypeORM do consists of that.
 */
export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const global = createContext(constants.DONT_CONTEXTIFY);
    for (const key of Reflect.ownKeys(this.global)) {
      if ((key in global && !OF_NODE.includes(key)) || key === 'global') continue;
      const { enumerable } = Object.getOwnPropertyDescriptor(this.global, key);
      Object.defineProperty(global, key, { value: this.global[key], enumerable, writable: true, configurable: true });
    }
    global.global = global;
    // Fastify looks for the name of a plugin that says none through all modules that are loaded. Jest needs 25 ms for that, at each start of a server.
    Object.defineProperty(global.Function.prototype, Symbol.for('fastify.display-name'), { value: 'anonymous', writable: true });
    this.moduleMocker = new this.moduleMocker.constructor(global);
    this.context = global;
    this.global = global;
  }
}
