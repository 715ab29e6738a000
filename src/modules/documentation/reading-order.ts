/** As the README introduces them: what applications use first, then what their managers use, then those who run the network. */
const ORDER = [
  'mec011-app-support',
  'mec011-service-management',
  'mec012-rni',
  'mec010-2-app-package',
  'mec010-2-app-lifecycle',
  'mec010-2-granting',
  'mm5',
  'runtime',
  'ran',
  'registration',
  'placement',
  'handover',
  'mp3',
  'orchestrator',
];

/** @throws Error if a document has no place */
export function inReadingOrder<T extends { name: string }>(documents: readonly T[]): T[] {
  const unplaced = documents.filter(({ name }) => !ORDER.includes(name));
  if (unplaced.length > 0) throw new Error(`No place among the documents for ${unplaced.map(({ name }) => name).join(', ')}.`);
  return documents.toSorted((one, other) => ORDER.indexOf(one.name) - ORDER.indexOf(other.name));
}
