import type { EntityManager, ObjectLiteral } from 'typeorm';
import { replaceRow } from '../../common/persistence/index.js';

/** How items of one kind are rows of a table. */
export interface Mapping<Item> {
  all(manager: EntityManager): Promise<Item[]>;
  put(manager: EntityManager, item: Item): Promise<void>;
  remove(manager: EntityManager, item: Item): Promise<void>;
}

export const mapping = <Row extends ObjectLiteral, Item>(entity: new () => Row, toRow: (item: Item) => Row, toItem: (row: Row) => Item): Mapping<Item> => ({
  all: async (manager) => (await manager.find(entity)).map(toItem),
  put: (manager, item) => replaceRow(manager, entity, toRow(item)),
  remove: async (manager, item) => {
    const row = toRow(item);
    const { primaryColumns } = manager.connection.getMetadata(entity);
    await manager.delete(entity, Object.fromEntries(primaryColumns.map(({ propertyName }) => [propertyName, row[propertyName] as unknown])));
  },
});

type WithoutNull<Row> = { [Name in keyof Row as null extends Row[Name] ? never : Name]: Row[Name] } & { [Name in keyof Row as null extends Row[Name] ? Name : never]?: NonNullable<Row[Name]> };

/** What is null in a row is left out of an item. */
export const withoutNulls = <Row extends object>(row: Row): WithoutNull<Row> => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as WithoutNull<Row>;
