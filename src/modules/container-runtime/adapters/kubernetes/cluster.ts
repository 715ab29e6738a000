import { AppsV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { RuntimeRefusal } from '../../domain/runtime-errors.js';

/** The parts of the Kubernetes API that are used. */
export interface Cluster {
  /** Its address. */
  server: string;
  core: CoreV1Api;
  apps: AppsV1Api;
}

/**
 * Finds a cluster as kubectl does.
 * @param kubeconfig the file that KUBECONFIG names
 * @param context one of that file; absent: its current one
 * @throws RuntimeRefusal if the file says of none
 */
export function clusterOf(kubeconfig: string | undefined, context?: string): Cluster {
  const config = new KubeConfig();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    throw new RuntimeRefusal(`KUBECONFIG ${kubeconfig ?? ''} cannot be read: ${(error as Error).message.split('\n', 1)[0]}`, { cause: error });
  }
  if (context !== undefined) config.setCurrentContext(context);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new RuntimeRefusal(`KUBECONFIG has no ${context === undefined ? 'current context' : `context ${context}`} with a cluster`);
  if (cluster.server.startsWith('http:') && !cluster.skipTLSVerify)
    throw new RuntimeRefusal(`the cluster is at ${cluster.server}, without TLS, which KUBECONFIG has to allow by insecure-skip-tls-verify`);
  return { server: cluster.server, core: config.makeApiClient(CoreV1Api), apps: config.makeApiClient(AppsV1Api) };
}
