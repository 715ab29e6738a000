import type { IncomingMessage } from 'node:http';

/** The path of a request as it was sent, without the query. */
export const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0]!;
