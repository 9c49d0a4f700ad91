import type * as pulumi from '@pulumi/pulumi';
import type { Manifest, Resource } from '../../../constructs';
import { kindOf } from '../../../constructs/plan/kinds';
import { lookAt } from './look-at';
import { deadlineSeconds, podStartSeconds, replicasOf } from './pod-start';

/** What `up` waits for, and for how long, before it says that something failed and starts nothing that needs it. */
export interface Waiting {
  /** What the plugin is told of it. */
  readonly annotations: Readonly<Record<string, string>>;
  /** How long at most; ten minutes, unless it is said. */
  readonly options: Pick<pulumi.CustomResourceOptions, 'customTimeouts'>;
  /** What to look at when it takes long. */
  readonly late?: { readonly afterSeconds: number; readonly look: string };
}

/** How a kind is waited for. */
interface Patience {
  /** What has to be true of it: `condition=Ready`, or a path and its value. @default - what the plugin knows of the kind */
  readonly until?: string;
  /** How long it may take to come up. */
  readonly toCreate: (object: Manifest) => number;
  /** How long a change of it may take. @default - as long as to come up */
  readonly toUpdate?: (object: Manifest) => number;
}

/**
 * An autoscaler adds a node where none has room, and the node pulls an image that it does not have and mounts volumes.
 *
 * Two minutes for a node, as clouds take, and half of one for some hundred MiB.
 */
const PLACE_SECONDS = 150;

/** Each instance of a database is started, and copies the one before it. */
const INSTANCE_SECONDS = 300;

/** The Vault Secrets Operator tries again after a minute at most: what has not come by then does not come by itself. */
const CREDENTIAL_SECONDS = 180;

/** Proof by DNS, which name servers have to notice. https://cert-manager.io/docs/configuration/acme/dns01/ */
const CERTIFICATE_SECONDS = 300;

/** A cloud makes a load balancer. */
const LOAD_BALANCER_SECONDS = 300;

/** A controller looks at an object and says whether it can be. */
const OPINION_SECONDS = 60;

const whole = (seconds: number) => () => seconds;
const READY = 'condition=Ready';

/**
 * By group and kind, in any version. What is not in it is there as soon as it is stored, or is waited for as the plugin does.
 *
 * Each of these has what the deployment needs next, so that a run ends at what is missing and not at what misses it.
 */
const PATIENCE: Readonly<Record<string, Patience>> = {
  'apps/Deployment': {
    toCreate: (object) => PLACE_SECONDS + podStartSeconds(object),
    toUpdate: (object) => PLACE_SECONDS + deadlineSeconds(object),
  },
  // One pod after the other, each on a node of its own, unless all at once; the longer is right for both.
  'apps/StatefulSet': { toCreate: (object) => replicasOf(object) * (PLACE_SECONDS + podStartSeconds(object)) },
  // Until it has ended well: the plugin knows how a Job ends, and would wait ten minutes.
  'batch/Job': { toCreate: (object) => PLACE_SECONDS + longestRunSeconds(object) },
  'cert-manager.io/Certificate': { until: READY, toCreate: whole(CERTIFICATE_SECONDS) },
  'cert-manager.io/Issuer': { until: READY, toCreate: whole(OPINION_SECONDS) },
  'external-secrets.io/ExternalSecret': { until: READY, toCreate: whole(CREDENTIAL_SECONDS) },
  'external-secrets.io/SecretStore': { until: READY, toCreate: whole(OPINION_SECONDS) },
  'gateway.networking.k8s.io/Gateway': { until: 'condition=Programmed', toCreate: whole(LOAD_BALANCER_SECONDS) },
  'gateway.networking.k8s.io/HTTPRoute': {
    until: 'jsonpath={.status.parents[0].conditions[?(@.type=="Accepted")].status}=True',
    toCreate: whole(OPINION_SECONDS),
  },
  // KEDA has made an autoscaler of it, whether Prometheus answers yet or not.
  'keda.sh/ScaledObject': { until: READY, toCreate: whole(OPINION_SECONDS) },
  'postgresql.cnpg.io/Cluster': { until: READY, toCreate: (object) => INSTANCE_SECONDS * instancesOf(object) },
  'postgresql.cnpg.io/DatabaseRole': { until: 'jsonpath={.status.applied}=true', toCreate: whole(CREDENTIAL_SECONDS) },
  'postgresql.cnpg.io/Pooler': { until: 'jsonpath={.status.phase}=active', toCreate: whole(CREDENTIAL_SECONDS) },
  'secrets.hashicorp.com/VaultAuth': { until: READY, toCreate: whole(OPINION_SECONDS) },
  'secrets.hashicorp.com/VaultConnection': { until: READY, toCreate: whole(OPINION_SECONDS) },
  'secrets.hashicorp.com/VaultDynamicSecret': { until: READY, toCreate: whole(CREDENTIAL_SECONDS) },
  'secrets.hashicorp.com/VaultPKISecret': { until: READY, toCreate: whole(CREDENTIAL_SECONDS) },
  'secrets.hashicorp.com/VaultStaticSecret': { until: READY, toCreate: whole(CREDENTIAL_SECONDS) },
};

/**
 * What the plugin would wait for in vain: a Service until it has pods, which are deployed after it; those are waited for
 * themselves.
 */
const NEVER: ReadonlySet<string> = new Set(['Service']);

const AS_USUAL: Waiting = { annotations: {}, options: {} };

/** How the plugin waits for a resource. */
export function waitingOf(resource: Resource): Waiting {
  if (resource.api === 'vault') return AS_USUAL;
  const { object } = resource;
  const kind = kindOf(object);
  if (NEVER.has(kind)) return { annotations: { 'pulumi.com/skipAwait': 'true' }, options: {} };
  // A kind may be called `constructor`.
  const patience = Object.hasOwn(PATIENCE, kind) && PATIENCE[kind];
  if (!patience) return AS_USUAL;
  const { until, toCreate, toUpdate = toCreate } = patience;
  return {
    annotations: until === undefined ? {} : { 'pulumi.com/waitFor': until },
    options: { customTimeouts: { create: `${toCreate(object)}s`, update: `${toUpdate(object)}s` } },
    late: { afterSeconds: Math.round(toCreate(object) / 2), look: lookAt(object) },
  };
}

function instancesOf({ spec }: Manifest): number {
  return (spec as { readonly instances?: number } | undefined)?.instances ?? 1;
}

/** How long a Job may run before its controller stops it; one without an end is waited for as long as for any other kind. */
function longestRunSeconds({ spec }: Manifest): number {
  const { activeDeadlineSeconds } = (spec ?? {}) as { activeDeadlineSeconds?: unknown };
  return typeof activeDeadlineSeconds === 'number' ? activeDeadlineSeconds : 10 * 60 - PLACE_SECONDS;
}
