import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { keyOf } from '../../src/modules/common/operation/handler-table.js';
import { OPERATION } from '../../src/modules/common/operation/operation.decorator.js';

/** The method that answers an operation. */
export interface BoundHandler {
  /** Such as ServicesController.list. */
  name: string;
  /** Its file below the root of the project. */
  file: string;
}

type OperationMark = Parameters<typeof keyOf>[0];

function handlersOf(controller: unknown, file: string): [string, BoundHandler][] {
  if (typeof controller !== 'function') return [];
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((method): [string, BoundHandler][] => {
    const mark = Reflect.getMetadata(OPERATION, prototype[method] as object) as OperationMark | undefined;
    return mark ? [[keyOf(mark), { name: `${controller.name}.${method}`, file }]] : [];
  });
}

/** Finds the handlers by the marks of the controllers' methods, as the server does when it starts (HandlerTable). */
export async function boundHandlers(): Promise<(document: string, operationId: string) => BoundHandler | undefined> {
  const modules = join('src', 'modules');
  const files = (readdirSync(join(PACKAGE_ROOT, modules), { recursive: true }) as string[]).filter((file) => file.endsWith('.controller.ts')).sort();
  const found = new Map<string, BoundHandler>();
  for (const file of files.map((name) => join(modules, name))) {
    const exported = Object.values((await import(pathToFileURL(join(PACKAGE_ROOT, file)).href)) as object);
    for (const [operation, handler] of exported.flatMap((controller) => handlersOf(controller, file))) found.set(operation, handler);
  }
  return (document, id) => found.get(keyOf({ document, id }));
}
