import type { EntityManager } from 'typeorm';

const postgresSpelling = new Map<string, string>();

function numbered(statement: string): string {
  let spelling = postgresSpelling.get(statement);
  if (spelling === undefined) {
    let count = 0;
    spelling = statement.replace(/\?/g, () => `$${++count}`);
    postgresSpelling.set(statement, spelling);
  }
  return spelling;
}

/** Runs a statement written with `?`, on either database; for what TypeORM's own methods cannot say. */
export function sql<Row>(manager: EntityManager, statement: string, values: unknown[] = []): Promise<Row[]> {
  const postgres = manager.connection.options.type === 'postgres';
  return manager.query<Row[]>(postgres ? numbered(statement) : statement, values);
}
