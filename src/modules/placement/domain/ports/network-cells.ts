/** The cells of the emulated radio network. */
export abstract class NetworkCells {
  abstract has(cellId: string): boolean;
}
