import type { Mutant } from './notice';

const PROOFS = ['test/cli/verify/proofs.test.ts'];
const ATTEMPTS = ['test/cli/verify/attempts.test.ts'];
const ACCESS = ['test/cli/verify/access.test.ts'];
const CONTAINER = ['test/cli/verify/container.test.ts'];
const TARGETS = ['test/cli/verify/targets.test.ts'];

/** Of what a deployed environment is proven by, each of which lets something pass that nobody has seen. */
export const PROOF_MUTANTS: readonly Mutant[] = [
  {
    name: 'what could not be tried counts as closed',
    file: 'cli/verify/proofs/undeclared.ts',
    from: "ending === undefined || ending === 'x'",
    to: 'false',
    noticedBy: PROOFS,
  },
  {
    name: 'what nobody saw listen counts as closed',
    file: 'cli/verify/proofs/undeclared.ts',
    from: 'if (isThere !== undefined) return',
    to: 'if (isThere !== null) return',
    noticedBy: PROOFS,
  },
  {
    name: 'one door of several is enough for a declared connection',
    file: 'cli/verify/proofs/declared.ts',
    from: "endingAt(evidence, from, door) !== 'o'",
    to: "endingAt(evidence, from, door) === 'n'",
    noticedBy: PROOFS,
  },
  {
    name: 'a server of which nothing was asked refuses TLS 1.2',
    file: 'cli/verify/proofs/tls.ts',
    from: "now === undefined || before === undefined || now === 'x' || before === 'x'",
    to: 'now === undefined',
    noticedBy: PROOFS,
  },
  {
    name: 'a server that speaks no TLS at all refuses TLS 1.2',
    file: 'cli/verify/proofs/tls.ts',
    from: "if (now !== 'a')",
    to: 'if (false)',
    noticedBy: PROOFS,
  },
  {
    name: 'a credential that has ended is valid',
    file: 'cli/verify/proofs/credentials.ts',
    from: 'ends > now',
    to: 'ends > 0',
    noticedBy: PROOFS,
  },
  {
    name: 'one port of several that is scraped is enough',
    file: 'cli/verify/proofs/targets.ts',
    from: "own.find(({ health }) => health === 'down') ?? own.find(({ health }) => health !== 'up') ?? own[0]",
    to: 'own[0]',
    noticedBy: TARGETS,
  },
  {
    name: 'a target of any monitor is one of each',
    file: 'cli/verify/proofs/targets.ts',
    from: 'scrapePool === pool &&',
    to: '',
    noticedBy: TARGETS,
  },
  {
    name: 'what has not been scraped is up',
    file: 'cli/verify/proofs/targets.ts',
    from: "target!.health !== 'up'",
    to: 'false',
    noticedBy: TARGETS,
  },
  {
    name: 'a part of what is scraped is taken for all',
    file: 'cli/verify/prometheus.ts',
    from: "(labels[SHARD] ?? '0') !== '0'",
    to: 'false',
    noticedBy: TARGETS,
  },
  {
    name: 'whoever proves an environment may ask whatever is beside Prometheus',
    file: 'cli/verify/access.ts',
    from: 'resourceNames: [SERVICE], ',
    to: '',
    noticedBy: ACCESS,
  },
  {
    name: 'what only others are let in at is not tried',
    file: 'cli/verify/attempts.ts',
    from: '[...own, ...opened.get(to.name)!]',
    to: '[...own]',
    noticedBy: ATTEMPTS,
  },
  {
    name: 'whoever proves an environment may read its Secrets',
    file: 'cli/verify/access.ts',
    from: "resources: ['pods'], verbs: ['get', 'list']",
    to: "resources: ['pods', 'secrets'], verbs: ['get', 'list']",
    noticedBy: ACCESS,
  },
  {
    name: 'beside a proxy of the mesh it is the proxy that answers',
    file: 'cli/verify/probe/container.ts',
    from: 'isInMesh ? USER.meshed : USER.plain',
    to: 'USER.plain',
    noticedBy: CONTAINER,
  },
];
