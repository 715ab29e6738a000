import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { curlLine, quoted } from '../../../scripts/demo/curl.js';

/** The words that curl is given by a shell. */
function wordsOf(line: string): string[] {
  const output = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${line}`], { encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
}

const url = 'http://127.0.0.1:8080/mm5/v1/app_instances';
const type = 'application/json';

describe('a curl line', () => {
  it('is no longer than it has to be', () => {
    expect(curlLine({ method: 'GET', url })).toBe(`curl ${url}`);
    expect(curlLine({ method: 'DELETE', url })).toBe(`curl -X DELETE ${url}`);
    expect(curlLine({ method: 'POST', url, type, body: '{"a":1}' })).toBe(`curl ${url} -H 'Content-Type: application/json' -d '{"a":1}'`);
  });

  it('says POST where nothing is sent, since curl would ask for GET', () => {
    expect(curlLine({ method: 'POST', url })).toBe(`curl -X POST ${url}`);
  });

  it('quotes an address that the shell or curl would read as more than an address', () => {
    expect(curlLine({ method: 'GET', url: `${url}?a=1&b=2` })).toBe(`curl '${url}?a=1&b=2'`);
    expect(wordsOf(curlLine({ method: 'GET', url: `${url}?filter={a,b}` }))).toEqual(['-g', `${url}?filter={a,b}`]);
  });

  it('takes a body from a file, or from another command', () => {
    expect(curlLine({ method: 'PUT', url, type: 'application/yaml', bodyFrom: '@scenarios/road.yaml' })).toBe(`curl -X PUT ${url} -H 'Content-Type: application/yaml' --data-binary @scenarios/road.yaml`);
    expect(curlLine({ method: 'POST', url, type: 'application/x-tar', bodyFrom: '@-', after: 'tar -c .' })).toBe(`tar -c . | curl ${url} -H 'Content-Type: application/x-tar' --data-binary @-`);
  });

  it('does not let curl take a body for the name of a file', () => {
    expect(wordsOf(curlLine({ method: 'POST', url, type: 'text/plain', body: '@secret' }))).toEqual([url, '-H', 'Content-Type: text/plain', '--data-raw', '@secret']);
  });

  it.each(["it's", "''", '"', '$HOME', '`id`', '\\', '!!', 'a\nb', '', '~', 'a=b', '*', '#', "{\"text\":\"it's $5 & more\"}"])('brings %j through a shell', (body) => {
    expect(wordsOf(curlLine({ method: 'PUT', url, type, body }))).toEqual(['-X', 'PUT', url, '-H', `Content-Type: ${type}`, '-d', body]);
  });

  it('brings whatever words there are through a shell', () => {
    const word = fc.string({ unit: fc.constantFrom(...`ab'"\\$\`!*?[]{}()<>|&;#~=%- \t\n`) });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        expect(wordsOf(['curl', ...words.map(quoted)].join(' '))).toEqual(words);
      }),
      { numRuns: 50 },
    );
  });
});
