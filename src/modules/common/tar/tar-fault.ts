/** An archive is no tar file, is broken, or lacks what is asked for. */
export class TarFault extends Error {
  override readonly name = 'TarFault';
}
