import type { NetworkSnapshot } from '../domain/network/snapshot.js';

type ResourceKind = 'BASE_STATION' | 'CELL' | 'UE' | 'HANDOVER';

/** A row as it is in the database, documents as JSON text. */
export interface WrittenResource {
  kind: ResourceKind;
  id: string;
  position: number;
  document: string;
  state: string | null;
}

const keyOf = ({ kind, id }: Pick<WrittenResource, 'kind' | 'id'>): string => `${kind} ${id}`;

interface Resource {
  kind: ResourceKind;
  id: string;
  document: unknown;
  state?: unknown;
}

function resourcesOf({ baseStations, cells, ues, handovers }: NetworkSnapshot): Resource[] {
  return [
    ...baseStations.map((document) => ({ kind: 'BASE_STATION' as const, id: document.id, document })),
    ...cells.map(({ cell, state }) => ({ kind: 'CELL' as const, id: cell.id, document: cell, state })),
    ...ues.map(({ ue, state }) => ({ kind: 'UE' as const, id: ue.id, document: ue, state })),
    ...handovers.map((document) => ({ kind: 'HANDOVER' as const, id: document.id, document })),
  ];
}

/** What the rows of the resources are at one time. */
export class WrittenResources {
  private readonly rows: ReadonlyMap<string, WrittenResource>;

  constructor(rows: Iterable<WrittenResource>) {
    this.rows = new Map([...rows].map((row) => [keyOf(row), row]));
  }

  /** The rows as they have to be for a network. Rows keep their positions as long as these are in order. */
  after(snapshot: NetworkSnapshot): WrittenResources {
    let last = 0;
    let highest = Math.max(0, ...[...this.rows.values()].map(({ position }) => position));
    const rows = resourcesOf(snapshot).map(({ kind, id, document, state }) => {
      const before = this.rows.get(keyOf({ kind, id }))?.position ?? 0;
      last = before > last ? before : (highest += 1);
      return { kind, id, position: last, document: JSON.stringify(document), state: state === undefined ? null : JSON.stringify(state) };
    });
    return new WrittenResources(rows);
  }

  /** What has to be written so that these rows follow others. */
  since(before: WrittenResources): { changed: WrittenResource[]; gone: WrittenResource[] } {
    const changed = [...this.rows].filter(([key, row]) => !isSame(row, before.rows.get(key))).map(([, row]) => row);
    const gone = [...before.rows].filter(([key]) => !this.rows.has(key)).map(([, row]) => row);
    return { changed, gone };
  }

  list(kind: ResourceKind): { document: unknown; state: unknown }[] {
    return [...this.rows.values()]
      .filter((row) => row.kind === kind)
      .sort((one, other) => one.position - other.position)
      .map(({ document, state }) => ({ document: JSON.parse(document) as unknown, state: state === null ? undefined : (JSON.parse(state) as unknown) }));
  }
}

const isSame = (one: WrittenResource, other: WrittenResource | undefined): boolean =>
  other !== undefined && one.position === other.position && one.document === other.document && one.state === other.state;
