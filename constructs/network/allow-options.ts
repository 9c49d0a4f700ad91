import type { IConstruct } from 'constructs';
import { UserError } from '../invalid';
import { choice, group, text } from '../props/checks';
import { optional, type Props, problemsOfProps } from '../props/props';
import type { Origin } from './edge';
import { endpointProblems } from './endpoint';
import { HTTP_LIMIT, type HttpLimit } from './http-limit';
import type { Ports } from './port';
import { somePorts } from './port-checks';

/** What an edge is limited to, and what it is for. */
export interface AllowOptions {
  /**
   * Ports to open on the target.
   *
   * @default - every port that the target declares; for a target that declares none, it does not compile
   */
  readonly ports?: Ports;

  /**
   * Methods and paths that the mesh lets through, between two workloads in it.
   *
   * @default - all of them
   */
  readonly http?: HttpLimit;

  /**
   * What the edge is for, in a few words for whoever reviews it.
   *
   * @default - the edge says who may call whom, and not why
   */
  readonly why?: string;

  /**
   * What declares the edge, where that is more than this call: a construct's own grant, for one.
   *
   * @default - this call
   */
  readonly origin?: Origin;
}

/** What has to be said where the target declares no ports. */
export type AllowPorts = AllowOptions & { readonly ports: Ports };

const SYNONYMS = { port: 'ports', reason: 'why', because: 'why', methods: 'http', paths: 'http' };

const SOME_TEXT = text('write some words', /\S/);

const OPTIONS: Props<AllowOptions> = {
  ports: optional(somePorts),
  http: optional(group<HttpLimit>(HTTP_LIMIT)),
  why: optional(text('say in a line what the edge is for', /^[^\n]*\S[^\n]*$/)),
  origin: optional(
    group<Origin>({
      by: { needed: true, check: choice('allow', 'grant', 'expose', 'observe', 'operator') },
      declaredAt: {
        needed: true,
        check: group<Origin['declaredAt']>({
          path: { needed: true, check: SOME_TEXT },
          call: { needed: true, check: SOME_TEXT },
        }),
      },
    }),
  ),
};

/** Refuses an end that is none, and options that are none: every problem of one call together. */
export function checkAllowed(owner: IConstruct, verb: string, endpoint: unknown, options: unknown): void {
  const problems = [...endpointProblems(endpoint, verb), ...problemsOfProps(options, OPTIONS, `${verb}(…)`, SYNONYMS)];
  if (problems.length > 0) throw new UserError(problems.map((problem) => `'${owner.node.path}' ${problem}`));
}
