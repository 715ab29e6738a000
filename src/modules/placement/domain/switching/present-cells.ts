import { Injectable } from '@nestjs/common';
import { NetworkHost } from '../../../ran/index.js';
import { NetworkCells } from '../ports/network-cells.js';

/** The cells that the radio network has had since it was read or changed last. */
@Injectable()
export class PresentCells extends NetworkCells {
  private ids: ReadonlySet<string> = new Set();

  constructor(host: NetworkHost) {
    super();
    host.onChange(({ network }) => (this.ids = new Set(network.cells().map(({ id }) => id))));
  }

  override has(cellId: string): boolean {
    return this.ids.has(cellId);
  }
}
