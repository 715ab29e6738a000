/** JSON Pointer to a member of what is at a place (RFC 6901, 3). */
export const memberOf = (place: string, key: string | number): string => `${place}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
