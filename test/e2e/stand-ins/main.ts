import { Agent } from 'node:https';
import { readKubeconfig } from '../support/kubeconfig';
import { KubernetesApi } from '../support/kubernetes-api';
import { CERT_MANAGER } from './cert-manager';
import { CLOUDNATIVE_PG } from './cloudnative-pg';
import { faultsIn, named } from './faults';
import { ISTIO } from './istio';
import { makeNodes } from './nodes';
import { PODS } from './pods';
import type { Site, StandIn } from './stand-in';
import { VAULT_SECRETS_OPERATOR } from './vault-secrets-operator';
import { watch } from './watch';
import { Work } from './work';

const STAND_INS: readonly StandIn[] = [PODS, VAULT_SECRETS_OPERATOR, CERT_MANAGER, CLOUDNATIVE_PG, ISTIO];

/** Works for one API server until the process is ended. */
async function main(kubeconfig: string, faults: string): Promise<void> {
  const credentials = readKubeconfig(kubeconfig);
  const api = new KubernetesApi(credentials);
  const site: Site = {
    api,
    fails: (object) => faultsIn(faults).objects.includes(named(object)),
    refusesImage: (image) => faultsIn(faults).images.some((start) => image.startsWith(start)),
  };
  await makeNodes(site);
  const agent = new Agent({ ca: credentials.ca, keepAlive: true });
  const defined = await definedKinds(api);
  for (const standIn of STAND_INS) {
    const work = new Work(standIn, site);
    for (const { apiVersion, kind } of standIn.kinds) {
      if (apiVersion !== 'v1' && !defined.has(`${apiVersion.split('/')[0]} ${kind}`)) continue;
      void watch(credentials, agent, await api.path(apiVersion, kind), (event) => work.hear(event));
    }
  }
  console.log('ready');
}

/** An operator whose definitions are not there when this starts is not there either. */
async function definedKinds(api: KubernetesApi): Promise<ReadonlySet<string>> {
  const definitions = await api.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  return new Set(definitions.map(({ spec }) => `${spec.group} ${spec.names.kind}`));
}

const [kubeconfig, faults] = process.argv.slice(2);
main(kubeconfig!, faults!).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
