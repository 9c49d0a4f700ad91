import { proven as of, type ProvenClaim } from './claim';

const ENGINE = "Pulumi's engine, with its plugin for Kubernetes";

/** What runs checks outside of this repository: the engine with the policy pack, and what asks a real Vault. */
export const OF_RUNNERS: readonly ProvenClaim[] = [
  of(
    '`dwcp rotate verify` sees how many servers of Vault vote, which are gone, what unseals them, and the last snapshot',
    ['cli/rotate/servers.ts', 'docs/deploy.md#vault'],
    'three servers of Vault 1.21 with its own storage, unsealed by another',
    ['vault-servers.test.ts', 'three that vote, and a snapshot by its own command, are in order'],
  ),
  of('the policy pack refuses a violation in a preview', ['policies/pack.ts'], ENGINE, [
    'crossguard.test.ts',
    'refuses by %j, and says who, what and where',
  ]),
  of('the policy pack refuses a value that is not known before the update', ['policies/crossguard.ts'], ENGINE, [
    'crossguard.test.ts',
    'refuses what is not known before the update, where a rule has to know it',
  ]),
];
