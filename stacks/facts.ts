import { readStackFile } from '../cli/platform/stack-file';
import type { IdentityProvider } from '../constructs';
import type { Facts } from '../constructs/environment';
import { UserError } from '../constructs/invalid';
import { problemsOf } from './facts/problems';
import { factsSchema } from './facts/schema';

/** Where one environment of the platform runs. Required to the last field: a guess would open or break something. */
export interface PlatformFacts extends Facts {
  /** The environment's public domain, such as `dwcp.example.com`. */
  readonly domain: string;
  readonly gateway: {
    /** Who may reach the gateway. A public site says `0.0.0.0/0` here, the only place where that is allowed. */
    readonly clientCidrs: readonly string[];
  };
  /** Who makes the access tokens of the platform's users. */
  readonly identity: IdentityProvider & {
    /** How long a token lives, by the identity provider's settings; the gateway cannot see it. */
    readonly accessTokenMinutes: number;
  };
  /** Name of the cert-manager ClusterIssuer that signs for `domain`. */
  readonly certificateIssuer: string;
  /** Each pinned by digest, so that the same facts always run the same code. */
  readonly images: {
    readonly api: string;
    readonly worker: string;
    readonly report: string;
    readonly postgres: string;
    readonly pgbouncer: string;
    readonly redis: string;
  };
}

/** The facts of an environment, from the `Pulumi.<environment>.yaml` in `dir`. */
export function readFacts(environment: string, dir: string): PlatformFacts {
  const file = `Pulumi.${environment}.yaml`;
  const { config, problems } = readStackFile(dir, file);
  return check(config, file, problems);
}

/**
 * The facts in a `config:` map, whose keys are `dwcp:domain`, `dwcp:cluster` and so on.
 *
 * Keys of other namespaces are others' to read, but for those of the providers. `file` is named in every problem.
 */
export function parseFacts(config: unknown, file: string): PlatformFacts {
  return check(config, file, []);
}

/** The facts in what `pulumi.runtime.allConfig()` returns, where a map is a text of JSON. */
export function factsFromPulumiConfig(allConfig: Readonly<Record<string, string>>, file: string): PlatformFacts {
  return parseFacts(Object.fromEntries(Object.entries(allConfig).map(([key, value]) => [key, fromJson(value)])), file);
}

function check(config: unknown, file: string, before: readonly string[]): PlatformFacts {
  const { facts, problems } = judge(config);
  if (facts === undefined || before.length > 0) {
    throw new UserError([...before, ...problems].map((problem) => `${file}: ${problem}`));
  }
  return facts;
}

function judge(config: unknown): { readonly facts?: PlatformFacts; readonly problems: readonly string[] } {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    return { problems: ['config: is not a map; give it dwcp:domain, dwcp:cluster and the other facts'] };
  }
  const problems = Object.keys(config)
    .filter((key) => !key.includes(':'))
    .map((key) => `config.${key}: has no namespace; write dwcp:${key}`);
  problems.push(
    ...Object.keys(config)
      // A token here is in git, and nobody would notice that it is not used.
      .filter((key) => /^(vault|kubernetes):/.test(key))
      .map((key) => `${key}: the providers are built from the facts; remove it, and revoke it if it is a secret`),
  );
  const ours = Object.entries(config).filter(([key]) => key.startsWith('dwcp:'));
  const value = Object.fromEntries(ours.map(([key, child]) => [key.slice('dwcp:'.length), child]));
  const result = factsSchema.safeParse(value);
  if (!result.success) {
    problems.push(...problemsOf(factsSchema, value, result.error.issues));
  }
  return result.success && problems.length === 0 ? { facts: result.data, problems } : { problems };
}

function fromJson(value: string): unknown {
  // Text, such as a domain, is not JSON.
  if (!/^\s*[[{]/.test(value)) {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    // Left as text, it is refused as what it is: not a map.
    return value;
  }
}
