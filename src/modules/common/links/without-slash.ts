/** A root to which paths are appended. */
export const withoutSlash = (uri: string): string => uri.replace(/\/+$/, '');
