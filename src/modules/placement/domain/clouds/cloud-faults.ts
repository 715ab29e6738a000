import { addressFamily } from '../../../common/ip/index.js';
import type { Fault } from '../../../common/problem/index.js';
import type { CloudContent } from '../world/world-items.js';

const isHttp = (uri: string): boolean => URL.canParse(uri) && ['http:', 'https:'].includes(new URL(uri).protocol);

const DOCKER_ENDPOINT = /^(unix:\/\/\/.+|tcp:\/\/[^/:]+:\d{1,5}|tcp:\/\/\[[0-9a-fA-F:]+\]:\d{1,5})$/;

/** What is no endpoint of a driver; that of kubernetes is a name, which KUBECONFIG may learn later. */
const ENDPOINT_FAULTS: Record<CloudContent['runtime']['driver'], (endpoint: string) => string | undefined> = {
  docker: (endpoint) => (DOCKER_ENDPOINT.test(endpoint) ? undefined : 'must be unix:///… or tcp://host:port'),
  kubernetes: () => undefined,
  none: () => 'is nothing that the driver none has',
};

/** What the schema of a cloud cannot say. */
export function cloudFaults({ runtime, address, platform }: CloudContent): Fault[] {
  const endpoint = runtime.endpoint === undefined ? undefined : ENDPOINT_FAULTS[runtime.driver](runtime.endpoint);
  return [
    ...(endpoint === undefined ? [] : [{ place: '/runtime/endpoint', detail: endpoint }]),
    ...(address === undefined || addressFamily(address) !== undefined ? [] : [{ place: '/address', detail: 'must be an IPv4 or IPv6 address' }]),
    ...(platform === undefined || isHttp(platform.apiRoot) ? [] : [{ place: '/platform/apiRoot', detail: 'must be an absolute http or https URI' }]),
  ];
}
