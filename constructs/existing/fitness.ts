import { inspect } from 'node:util';
import type { Labels } from '../fields/labels';
import type { Written } from './written';

/** What is said of a workload that is adopted, as far as it has to agree with what is written. */
export interface Claims {
  readonly selector: Labels | undefined;
  readonly serviceAccount: string | undefined;
  readonly containers: readonly string[] | undefined;
  readonly mesh: boolean;
}

const INJECT = 'sidecar.istio.io/inject';

/**
 * Why a workload cannot be protected or granted anything as it is written: each problem with its remedy, in words that
 * follow the path of whoever adopts it.
 *
 * What is not found here ends as an edge that is declared and closed, or as a login that nobody can use.
 */
export function unfitness(written: Written, claims: Claims): readonly string[] {
  const { manifest, template } = written;
  const its = `${manifest.kind} '${manifest.metadata.name}'`;
  const problems = [
    ...labelProblems(written, claims),
    ...serviceAccountProblems(written, claims),
    ...containerProblems(written, claims),
    ...meshProblems(written, claims),
    ...(template.spec?.hostNetwork === true
      ? ['has pods on the network of their node, where no policy holds them; take `hostNetwork` out of their template']
      : []),
  ];
  return problems.map((problem) => `adopts ${its}, which ${problem}`);
}

/** The labels by which policies select its pods: those that are said, or those of its own selector. */
export function selectorOf(written: Written, { selector }: Pick<Claims, 'selector'>): Labels | undefined {
  if (selector !== undefined) return selector;
  // A CronJob selects nothing: each Job knows its pods by a label of its own.
  return written.manifest.kind === 'CronJob' ? written.labels : written.selects;
}

function labelProblems(written: Written, claims: Claims): readonly string[] {
  const { labels } = written;
  if (Object.keys(labels).length === 0)
    return ['has pods without labels, by which alone policies know them; label them'];
  const selector = selectorOf(written, claims);
  if (selector === undefined) return ['selects its pods by more than labels; say their labels in `selector`'];
  if (Object.entries(selector).every(([key, value]) => labels[key] === value)) return [];
  const right =
    claims.selector === undefined ? 'make its selector and its pods agree' : `write selector: ${shown(labels)}`;
  return [`has pods with ${shown(labels)}, of which ${shown(selector)} selects none; ${right}`];
}

function serviceAccountProblems({ serviceAccount = 'default' }: Written, claims: Claims): readonly string[] {
  if (serviceAccount === 'default') {
    return ["runs as 'default', as any pod of the namespace may; give its pods a `serviceAccountName` of their own"];
  }
  if (claims.serviceAccount === undefined || claims.serviceAccount === serviceAccount) return [];
  return [
    `runs as '${serviceAccount}' and not as '${claims.serviceAccount}'; leave \`serviceAccount\` out, or change its pods`,
  ];
}

function containerProblems({ containers }: Written, claims: Claims): readonly string[] {
  const names = containers.map(({ name }) => name);
  if (names.length === 0) return ['has no containers; adopt it once they are declared'];
  return (claims.containers ?? [])
    .filter((name) => !names.includes(name))
    .map((name) => `has no container '${name}'; its containers are ${names.join(', ')}`);
}

function meshProblems({ labels }: Written, { mesh }: Claims): readonly string[] {
  const outside = labels[INJECT] === 'false';
  if (mesh && outside) return [`has pods with ${INJECT}=false; say \`mesh: false\`, or take the label away`];
  return mesh || outside
    ? []
    : [`has pods that get a sidecar all the same; label them ${INJECT}=false, or leave \`mesh: false\` out`];
}

function shown(labels: Labels): string {
  return inspect({ ...labels }, { breakLength: Number.POSITIVE_INFINITY });
}
