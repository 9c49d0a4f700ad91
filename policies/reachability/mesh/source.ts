import { type Cidr, hostCidr } from '../../../constructs/network/cidr';
import { type Answer, answer, any, not } from '../../answer';
import { cidrOf } from '../../cidr';
import { type Fields, textsOf } from '../../fields';
import { Unknowable } from '../../unknowable';
import type { Node } from '../parties/node';
import { holds } from '../parties/outside';
import type { PodAddresses } from '../parties/pod-addresses';
import { accountIn, type Identity, isLike, isPrincipal, isServiceAccount, trustDomainIn } from './principal';

/** Who calls, as a sidecar knows it. */
export interface Caller {
  readonly node: Node;
  /** What mutual TLS proves of it; nothing when the connection is in clear text. */
  readonly identity: Identity | undefined;
  readonly podAddresses: PodAddresses;
}

/** What a rule asks of a caller. */
export interface Source {
  /** All of them must hold. */
  readonly tests: readonly Test[];
  /** What it asks of single requests besides. @default - nothing */
  readonly condition?: string | undefined;
  /** The trust domains that its principals are of. */
  readonly trustDomains: readonly string[];
  /** The service accounts of which the caller must have one, as principals end. @default - any caller may be meant */
  readonly accounts?: readonly string[] | undefined;
  /** The ranges that it asks about. */
  readonly blocks: readonly Cidr[];
}

/** `own` is the namespace of the policy. */
type Test = (caller: Caller, own: string) => Answer;

type MakeTest = (values: readonly string[], field: string) => Test;

/** What a field asks for: one of its values. */
const ONE_OF: Readonly<Record<string, MakeTest>> = {
  principals: (values) => ofIdentity((identity) => any(values, (one) => isPrincipal(one, identity))),
  namespaces: (values) => ofIdentity(({ namespace }) => answer(values.some((one) => isLike(one, namespace)))),
  serviceAccounts: (values) =>
    ofIdentity((identity, own) => any(values, (one) => isServiceAccount(one, own, identity))),
  ipBlocks: (values, field) => {
    const blocks = blocksIn(values, field);
    return ({ node, podAddresses }) => any(blocks, (block) => isFrom(block, node, podAddresses));
  },
  // The client's address as proxies in between tell it.
  remoteIpBlocks: () => () => 'unknown',
};

/** The same with `not` before the field, which asks for none of its values. */
const TESTS: Readonly<Record<string, MakeTest>> = {
  ...ONE_OF,
  ...Object.fromEntries(
    Object.entries(ONE_OF).map(([key, make]) => [
      negated(key),
      (...args: Parameters<MakeTest>): Test => {
        const test = make(...args);
        return (caller, own) => not(test(caller, own));
      },
    ]),
  ),
};

/** What a token says, which each request brings. */
const REQUEST = ['requestPrincipals', 'notRequestPrincipals'];

export function sourceOf(source: Fields, from: string): Source {
  const tests: Test[] = [];
  const conditions: string[] = [];
  const [trustDomains, blocks]: [string[], Cidr[]] = [[], []];
  let accounts: readonly string[] | undefined;
  for (const key of Object.keys(source)) {
    const field = `${from}.source.${key}`;
    const values = textsOf(source[key], field);
    if (values.length === 0) continue;
    if (REQUEST.includes(key)) {
      conditions.push(`${key} ${values.join(', ')}`);
      continue;
    }
    const make = Object.hasOwn(TESTS, key) ? TESTS[key] : undefined;
    if (make === undefined) throw new Unknowable(field, 'no such condition is known');
    tests.push(make(values, field));
    if (key === 'principals' || key === 'notPrincipals') trustDomains.push(...values.flatMap(trustDomainIn));
    if (key === 'principals') accounts = namedBy(values, accountIn);
    // Without a namespace it is of the policy's, and the same rule may be in several.
    if (key === 'serviceAccounts')
      accounts ??= namedBy(values, (value) => accountIn(`*/ns/${value.replace('/', '/sa/')}`));
    if (key === 'ipBlocks' || key === 'notIpBlocks') blocks.push(...blocksIn(values, field));
  }
  return {
    tests,
    trustDomains,
    accounts,
    blocks,
    ...(conditions.length > 0 && { condition: conditions.join(' with ') }),
  };
}

function negated(key: string): string {
  return `not${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** The accounts that all values name; nothing when one of them may mean several. */
function namedBy(
  values: readonly string[],
  account: (value: string) => string | undefined,
): readonly string[] | undefined {
  const named = values.map(account).filter((one) => one !== undefined);
  return named.length === values.length ? named : undefined;
}

function blocksIn(values: readonly string[], field: string): readonly Cidr[] {
  return values.map((text) => cidrOf(text.includes('/') ? text : hostCidr(text), field));
}

/** Nobody without an identity is anybody. */
function ofIdentity(test: (identity: Identity, own: string) => Answer): Test {
  return ({ identity }, own) => (identity === undefined ? 'no' : test(identity, own));
}

function isFrom(block: Cidr, node: Node, podAddresses: PodAddresses): Answer {
  if (node.kind === 'outside') return answer(holds(block, node));
  return node.kind === 'host' ? 'unknown' : podAddresses.areIn({ block, except: [] });
}
