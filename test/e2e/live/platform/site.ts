import { join } from 'node:path';
import { makeAuthority } from '../../servers/certificates';
import type { Place } from '../../servers/process';
import { GROUP as CERT_MANAGER, installCertManager } from '../cert-manager';
import { NODES } from '../cluster/addresses';
import { type Cluster, isReady, startCluster } from '../cluster/cluster';
import { Steps } from '../cluster/steps';
import { hastenCopies } from '../database';
import { handOverCertificate } from '../deliver';
import { clusterId } from '../deploy-shop';
import { provideDisks } from '../disks';
import { GROUPS as ISTIO, installIstio } from '../istio/install';
import { defineKinds } from '../kinds';
import { installOperator } from '../operator';
import { installPrometheus, GROUP as MONITORING } from '../prometheus';
import { keepKeyOfCache } from '../secrets-cache';
import { installSecretsOperator, GROUP as SECRETS } from '../secrets-operator';
import { type LiveVault, startVault } from '../vault';
import { CERTIFICATE_ISSUER, factsOf, TRUST_DOMAIN } from './facts';
import { platformImages } from './images';
import { giveAddress, NAMES, type Outside, startOutside } from './outside';
import type { LiveEnvironment } from './platform';
import { type LiveStack, startLiveStack } from './stack';

export const NAMESPACE = 'dwcp';
export const DATABASE = 'dwcp-postgres';
export const EDGE = 'edge';

/** A cluster with all that docs/deploy.md says it must have, somebody outside, and an empty stack of the platform. */
export interface Site {
  readonly cluster: Cluster;
  readonly vault: LiveVault;
  readonly outside: Outside;
  readonly stack: LiveStack;
  /** PEM of whom the certificates of the gateway and of the login server are by. */
  readonly authority: string;
  stop(): Promise<void>;
}

export async function startSite(
  place: Place,
  log: (line: string) => void,
  environment: LiveEnvironment = 'live',
): Promise<Site> {
  const steps = new Steps(log);
  const images = await steps.take('images of the platform', () => platformImages(log));
  const cluster = await startCluster(place, log, { outside: NAMES, provided: images.all });
  const ends: (() => Promise<void>)[] = [cluster.stop];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const [first, third] = [NODES[0]!.name, NODES[2]!.name];
    const authority = await makeAuthority(join(cluster.dir, 'authority'), 'dwcp-live');
    const id = await clusterId(cluster);
    const secrets = steps.take('Vault unsealed', () => startVault(cluster, first, [DATABASE]));
    const facts = secrets.then(({ login }) => factsOf(id, login.address, images.databases));
    const people = facts.then(({ domain }) =>
      steps.take('outside', () => startOutside(cluster, place, authority, domain)),
    );
    const defined = defineKinds(cluster, [...ISTIO, CERT_MANAGER, SECRETS, MONITORING], log);
    // Each waits mostly for pods of its own to become ready.
    await everyOne([
      steps.take('CloudNativePG installed', () => installOperator(cluster)),
      provideDisks(cluster, '1Gi', 2),
      Promise.all([secrets, defined]).then(([vault]) =>
        steps.take('secrets operator installed', async () => {
          await installSecretsOperator(cluster, undefined, vault.authority, 'direct-encrypted');
          await keepKeyOfCache(cluster, vault);
        }),
      ),
      defined.then(() =>
        steps.take('Istio installed', () =>
          installIstio(cluster, { trustDomain: TRUST_DOMAIN, trusted: authority.pem }),
        ),
      ),
      defined.then(() =>
        steps.take('cert-manager installed', () => installCertManager(cluster, third, CERTIFICATE_ISSUER, authority)),
      ),
      people.then((outside) => ends.push(outside.stop)),
    ]);
    const [vault, outside] = [await secrets, await people];
    const stack = await steps.take('an empty stack', async () =>
      startLiveStack(cluster, vault, await facts, environment),
    );
    ends.push(() => stack.engine.stop());
    return { cluster, vault, outside, stack, authority: authority.pem, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until each has ended, whatever comes of the others: who stops then stops nothing that is on its way. */
async function everyOne(steps: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(steps)).find((step) => step.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Leads visitors through a node that has a pod of the gateway, as a load balancer does, and is not the one to be lost. */
export async function leadToGateway({ cluster, outside }: Site, lost?: string): Promise<void> {
  const pods = await cluster.api.list('v1', 'Pod', EDGE);
  const other = pods.find((pod) => isReady(pod) && pod['spec'].nodeName !== lost);
  if (other === undefined) throw new Error(`no pod of the gateway is ready but on ${lost}`);
  await outside.through(other['spec'].nodeName);
}

/**
 * What others do while it is deployed: a cloud gives the gateway its address, a controller copies what Vault is trusted by, and
 * somebody installs Prometheus, for which no run waits.
 */
export function whileDeployed({ cluster, stack }: Site): Promise<unknown> {
  const others = everyOne([
    giveAddress(cluster.api, EDGE),
    handOverCertificate(cluster, NAMESPACE, DATABASE, 900_000),
    installPrometheus(cluster, NODES[1]!.name),
    // Dev has one instance, of which nobody has a copy.
    ...(stack.environment === 'dev' ? [] : [hastenCopies(cluster, { namespace: NAMESPACE, name: DATABASE })]),
  ]);
  // Where the run fails, nobody waits for them, and that they end with the cluster would end whoever reports it.
  others.catch(() => undefined);
  return others;
}
