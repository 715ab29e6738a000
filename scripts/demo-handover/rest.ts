const JSON_TYPE = 'application/json';

/** @throws Error unless the answer is good */
async function answerOf<Body>(url: string, init: RequestInit = {}): Promise<Body> {
  const answer = await fetch(url, init).catch((error: Error) => {
    throw new Error(`${url} does not answer: ${error.cause instanceof Error ? error.cause.message : error.message}`);
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${url} is answered ${answer.status}: ${text.slice(0, 500)}`);
  return (text === '' ? undefined : JSON.parse(text)) as Body;
}

export const read = <Body>(url: string): Promise<Body> => answerOf<Body>(url);

/** Shows the request as one can send it oneself. */
export function send<Body>(method: 'POST' | 'PUT', url: string, body: unknown): Promise<Body> {
  const content = JSON.stringify(body);
  console.log(`  curl ${method === 'PUT' ? '-X PUT ' : ''}${url} -H 'Content-Type: ${JSON_TYPE}' -d '${content}'`);
  return answerOf<Body>(url, { method, headers: { 'content-type': JSON_TYPE }, body: content });
}
