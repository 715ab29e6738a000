/** What the platform answered, for a bare server to send in the same bytes. */
export interface Answer {
  status: number;
  /** Those that Node does not set by itself. */
  headers: Record<string, string>;
  body: string;
}

const SET_BY_NODE = new Set(['date', 'connection', 'keep-alive']);

/** Sends a request and keeps its answer. */
export async function answerOf(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${url} is answered ${response.status}: ${await response.text()}`);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !SET_BY_NODE.has(name)));
  return { status: response.status, headers, body: await response.text() };
}

/** Whether two answers have the same status, header names and body. */
export function areAlike(one: Answer, other: Answer): boolean {
  const outline = ({ status, headers, body }: Answer) => JSON.stringify([status, Object.keys(headers).sort(), body]);
  return outline(one) === outline(other);
}
