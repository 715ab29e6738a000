import { hasMadeAll, readLog } from '../../scripts/sdk/generator-log.js';

const LOG = `[main] WARN  o.o.codegen.DefaultCodegen - OpenAPI 3.1 support is still in beta. To report an issue …
[main] INFO  o.o.codegen.DefaultGenerator - Generator 'go' is considered stable.
[main] WARN  o.o.c.languages.AbstractGoCodegen - range (reserved word) cannot be used as parameter name. Renamed to range_
[main] ERROR o.o.codegen.DefaultCodegen - Schema cannot be null in the request body: class RequestBody {
`;

const REFUSAL = `Exception in thread "main" org.openapitools.codegen.SpecValidationException: There were issues with the specification.
 | Error count: 1, Warning count: 10
Errors:
\t-attribute paths.'/subscriptions/{subscriptionId}'(put).responses is missing
\tat org.openapitools.codegen.config.CodegenConfigurator.toContext(CodegenConfigurator.java:768)
`;

describe("the generator's log", () => {
  it('tells errors and warnings, but for those that say nothing of the client', () => {
    expect(readLog(LOG, true)).toEqual({
      made: true,
      refusals: [],
      errors: ['o.o.codegen.DefaultCodegen - Schema cannot be null in the request body: class RequestBody {'],
      warnings: ['o.o.c.languages.AbstractGoCodegen - range (reserved word) cannot be used as parameter name. Renamed to range_'],
    });
  });

  it('tells why a document is refused', () => {
    expect(readLog(REFUSAL, false).refusals).toEqual(["-attribute paths.'/subscriptions/{subscriptionId}'(put).responses is missing"]);
  });

  it('tells a failure of another kind by itself', () => {
    expect(readLog('Error: Unable to access jarfile', false).refusals).toEqual(['The generator failed: Error: Unable to access jarfile']);
  });
});

describe("the log of the generator's batch", () => {
  const DONE = `[pool-1-thread-1] WARN  o.o.codegen.DefaultCodegen - OpenAPI 3.1 support is still in beta. To report an issue …
[SUCCESS] Batch generation finished 14 generators successfully.
`;

  it('tells that it has made all of them and remarked nothing', () => {
    expect(hasMadeAll(DONE, 14)).toBe(true);
  });

  it.each([
    ['a warning', `[pool-1-thread-2] WARN  o.o.c.languages.AbstractGoCodegen - range (reserved word) cannot be used as parameter name. Renamed to range_\n${DONE}`, 14],
    ['an error', `[pool-1-thread-2] ERROR o.o.codegen.DefaultCodegen - Schema cannot be null in the request body\n${DONE}`, 14],
    ['a client that is missing', DONE, 15],
    ['an end before its time', '[pool-1-thread-1] Generating go (outputs to sdk/go/mm5)…\n', 1],
  ])('does not with %s', (_what, output, count) => {
    expect(hasMadeAll(output, count)).toBe(false);
  });
});
