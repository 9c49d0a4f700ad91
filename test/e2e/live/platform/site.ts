import { join } from 'node:path';
import { makeAuthority } from '../../servers/certificates';
import type { Place } from '../../servers/process';
import { installCertManager } from '../cert-manager';
import { NODES } from '../cluster/addresses';
import { type Cluster, isReady, startCluster } from '../cluster/cluster';
import { databaseImages } from '../cluster/database-image';
import { Steps } from '../cluster/steps';
import { handOverCertificate } from '../deliver';
import { clusterId } from '../deploy-shop';
import { provideDisks } from '../disks';
import { installIstio } from '../istio/install';
import { installOperator } from '../operator';
import { installPrometheus } from '../prometheus';
import { installSecretsOperator } from '../secrets-operator';
import { type LiveVault, startVault } from '../vault';
import { factsOf } from './facts';
import { giveAddress, NAMES, type Outside, startOutside } from './outside';
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

export async function startSite(place: Place, log: (line: string) => void): Promise<Site> {
  const steps = new Steps(log);
  const cluster = await startCluster(place, log, { outside: NAMES });
  const ends: (() => Promise<void>)[] = [cluster.stop];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const [first, second, third] = NODES.map(({ name }) => name) as [string, string, string];
    const authority = await makeAuthority(join(cluster.dir, 'authority'), 'dwcp-live');
    const images = await steps.take('images of databases', () => databaseImages(log));
    await steps.take('images on nodes', () =>
      Promise.all(
        [images.database, images.redis, images.visits, images.operator].map((image) => cluster.provide(image)),
      ),
    );
    await provideDisks(cluster, '1Gi', 2);
    const id = await clusterId(cluster);
    const vault = await steps.take('Vault unsealed', () => startVault(cluster, first, [DATABASE]));
    const facts = factsOf(id, vault.login.address, images);
    const outside = await steps.take('outside', () => startOutside(cluster, place, authority, facts.domain));
    ends.push(outside.stop);
    const { trustDomain } = facts.cluster;
    await steps.take('Istio installed', () => installIstio(cluster, { trustDomain, trusted: authority.pem }, log));
    await steps.take('CloudNativePG installed', () => installOperator(cluster));
    await steps.take('secrets operator installed', () => installSecretsOperator(cluster, undefined, vault.authority));
    await steps.take('cert-manager installed', () =>
      installCertManager(cluster, third, facts.certificateIssuer, authority),
    );
    await steps.take('Prometheus installed', () => installPrometheus(cluster, second));
    const stack = await steps.take('an empty stack', () => startLiveStack(cluster, vault, facts));
    ends.push(() => stack.engine.stop());
    return { cluster, vault, outside, stack, authority: authority.pem, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Leads visitors through a node that has a pod of the gateway, as a load balancer does, and is not the one to be lost. */
export async function leadToGateway({ cluster, outside }: Site, lost?: string): Promise<void> {
  const pods = await cluster.api.list('v1', 'Pod', EDGE);
  const other = pods.find((pod) => isReady(pod) && pod['spec'].nodeName !== lost);
  if (other === undefined) throw new Error(`no pod of the gateway is ready but on ${lost}`);
  await outside.through(other['spec'].nodeName);
}

/** What others do while it is deployed: a cloud gives the gateway its address, a controller copies what Vault is trusted by. */
export function whileDeployed({ cluster }: Site): Promise<unknown> {
  return Promise.all([giveAddress(cluster.api, EDGE), handOverCertificate(cluster, NAMESPACE, DATABASE, 900_000)]);
}
