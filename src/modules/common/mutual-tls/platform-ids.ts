/** One name of a subjectAltName, as Node writes it: a value with unusual characters is a JSON string. */
const ALTERNATIVE_NAME = /(DNS|URI|[^:,]+):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/gy;
const URN = 'urn:openmep:';

const unquoted = (value: string): string => (value.startsWith('"') ? (JSON.parse(value) as string) : value);

/**
 * The platforms whose certificate this is: `DNS:<platformId>` and `URI:urn:openmep:<platformId>` of its subjectAltName. The common
 * name of the subject says nothing (RFC 9525, 2).
 */
export function platformIdsIn(subjectAltName: string | undefined): string[] {
  return [...(subjectAltName ?? '').matchAll(ALTERNATIVE_NAME)].flatMap(([, kind, quoted]) => {
    const value = unquoted(quoted!);
    if (kind === 'DNS') return [value];
    return kind === 'URI' && value.startsWith(URN) ? [value.slice(URN.length)] : [];
  });
}
