import type { Duration } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { invalid } from '../invalid';
import { unused } from '../names';
import { SecureNamespace } from '../network/secure-namespace';
import { count, seconds, text } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { VaultResource } from './vault-resource';

/** Of no document: far above what a pod asks that keeps its tokens, and far below what slows a Vault down. */
const REQUESTS_PER_SECOND = 100;

const MOUNTS: readonly string[] = [
  'vault:index/mount:Mount',
  'vault:index/authBackend:AuthBackend',
  'vault:jwt/authBackend:AuthBackend',
];

export interface VaultQuotaProps {
  /** Path of an engine or a login method of the namespace, as in `cards.mount`. Declare what makes it first. */
  readonly mount: string;

  /**
   * Requests that Vault answers one client address in a second; what is more is answered 429.
   *
   * The secrets operator asks for everybody from one address, and a proxy in front of Vault may make all addresses one.
   *
   * @default 100 - a number to begin with: no document of Vault or of ours has one
   */
  readonly requestsPerSecond?: number;

  /**
   * For how long an address is refused everything once it has asked for too much.
   *
   * @default - it is refused only what is too much
   */
  readonly block?: Duration;
}

const PROPS: Props<VaultQuotaProps> = {
  mount: needed(text('write the path of an engine, as in cards.mount', /^[^/\s]+(\/[^/\s]+)*$/)),
  requestsPerSecond: optional(count),
  block: optional(seconds),
};

/**
 * How much one client address may ask of one engine, or of one login method, of Vault: a workload in a loop then slows down
 * itself, and not every login of the cluster. It counts per address and per Vault server; other groupings are Enterprise's.
 * https://developer.hashicorp.com/vault/api-docs/system/rate-limit-quotas
 *
 * How many leases there may be is no quota of this kind: only Vault Enterprise counts those.
 * https://developer.hashicorp.com/vault/docs/concepts/resource-quotas
 */
export class VaultQuota extends Construct {
  constructor(scope: Construct, id: string, props: VaultQuotaProps) {
    super(scope, unused(scope, id));
    checkProps(this, props, PROPS, { path: 'mount', rate: 'requestsPerSecond', blockInterval: 'block' });
    const { mount, requestsPerSecond = REQUESTS_PER_SECOND, block } = props;
    // No part of a path has a dot, and no name of a quota a slash.
    const name = mount.replaceAll('/', '.');
    const path = `sys/quotas/rate-limit/${name}`;
    const declared = resourcesAround(this);
    if (declared.some((one) => one.path === path)) {
      throw invalid(this, `is a second quota of '${mount}', of which Vault takes one`, 'keep one of the two');
    }
    const quota = new VaultResource(this, 'quota', {
      type: 'vault:index/quotaRateLimit:QuotaRateLimit',
      path,
      args: () => ({
        name,
        // As Vault answers: without the slash, each deploy would make it anew.
        path: `${mount}/`,
        rate: requestsPerSecond,
        interval: 1,
        ...(block && { blockInterval: block.toSeconds() }),
      }),
    });
    quota.node.addDependency(mountOf(this, mount, declared));
  }
}

/** Vault takes no quota of what is not there. */
function mountOf(quota: VaultQuota, mount: string, declared: readonly VaultResource[]): VaultResource {
  const mounts = declared.filter(({ type }) => MOUNTS.includes(type));
  const found = mounts.find(({ path }) => path === mount);
  if (found !== undefined) return found;
  const known = mounts.map(({ path }) => path).join(', ');
  throw invalid(
    quota,
    `is for '${mount}', which nothing in its namespace has made so far`,
    `declare what makes it first, or write one of ${known === '' ? 'those that are there: none' : known}`,
  );
}

function resourcesAround(construct: IConstruct): readonly VaultResource[] {
  const all: readonly object[] = SecureNamespace.of(construct).node.findAll();
  return all.filter((one) => VaultResource.isVaultResource(one));
}
