import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { OperationName } from '../auth/index.js';

type Method = (request: unknown) => unknown;

/** One name for an operation in all tables. */
export const keyOf = ({ document, id }: OperationName) => `${document} ${id}`;

/** Finds the controllers' methods that are marked as handlers. */
@Injectable()
export class HandlerTable {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /**
   * The methods with this mark, by the operation that it names.
   * @throws Error if two name the same
   */
  handlers<Handler extends Method>(mark: symbol): Map<string, Handler> {
    const found = new Map<string, Handler>();
    for (const { instance } of this.discovery.getControllers()) {
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const name = Reflect.getMetadata(mark, prototype[method]!) as OperationName | undefined;
        if (!name) continue;
        if (found.has(keyOf(name))) throw new Error(`Operation ${keyOf(name)} has two handlers.`);
        found.set(keyOf(name), ((request) => (instance as Record<string, Method>)[method]!(request)) as Handler);
      }
    }
    return found;
  }
}

/** What the operations that need a handler and the handlers that name an operation lack, in sentences. */
export function disagreements(needed: string[], handlers: Map<string, unknown>, what: string): string[] {
  return [
    ...needed.filter((name) => !handlers.has(name)).map((name) => `Operation ${name} has no ${what}.`),
    ...[...handlers.keys()].filter((name) => !needed.includes(name)).map((name) => `A ${what} names ${name}, which no document declares.`),
  ];
}
