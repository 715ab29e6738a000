import { AppsV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { ConfigurationError } from '../../../../config/index.js';

/** The parts of the Kubernetes API that are used. */
export interface Cluster {
  /** Its address. */
  server: string;
  core: CoreV1Api;
  apps: AppsV1Api;
}

/**
 * Finds the cluster as kubectl does; `kubeconfig` is the file that KUBECONFIG names.
 * @throws ConfigurationError if the file says of none
 */
export function clusterOf(kubeconfig: string | undefined): Cluster {
  const config = new KubeConfig();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    throw new ConfigurationError([`MEC_RUNTIME is kubernetes, and KUBECONFIG ${kubeconfig ?? ''} cannot be read: ${(error as Error).message.split('\n', 1)[0]}`]);
  }
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new ConfigurationError(['MEC_RUNTIME is kubernetes, and KUBECONFIG names no current context with a cluster.']);
  if (cluster.server.startsWith('http:') && !cluster.skipTLSVerify)
    throw new ConfigurationError([`MEC_RUNTIME is kubernetes, and the cluster is at ${cluster.server}, without TLS, which KUBECONFIG has to allow by insecure-skip-tls-verify.`]);
  return { server: cluster.server, core: config.makeApiClient(CoreV1Api), apps: config.makeApiClient(AppsV1Api) };
}
