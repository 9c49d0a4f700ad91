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
  const said = Object.keys(source)
    .map((key) => ({ key, field: `${from}.source.${key}`, values: textsOf(source[key], `${from}.source.${key}`) }))
    .filter(({ values }) => values.length > 0);
  const conditions = said.filter(({ key }) => REQUEST.includes(key));
  const ofConnections = said.filter(({ key }) => !REQUEST.includes(key));
  const valuesOf = (...keys: readonly string[]) =>
    ofConnections.flatMap(({ key, values }) => (keys.includes(key) ? values : []));
  return {
    tests: ofConnections.map(testOf),
    trustDomains: valuesOf('principals', 'notPrincipals').flatMap(trustDomainIn),
    accounts: accountsIn(valuesOf('principals'), valuesOf('serviceAccounts')),
    blocks: ofConnections.flatMap(({ key, values, field }) =>
      key === 'ipBlocks' || key === 'notIpBlocks' ? blocksIn(values, field) : [],
    ),
    ...(conditions.length > 0 && {
      condition: conditions.map(({ key, values }) => `${key} ${values.join(', ')}`).join(' with '),
    }),
  };
}

/** Whoever is both. */
export function bothSources(one: Source, other: Source): Source {
  const conditions = [one.condition, other.condition].filter((condition) => condition !== undefined);
  return {
    tests: [...one.tests, ...other.tests],
    trustDomains: [...one.trustDomains, ...other.trustDomains],
    accounts: one.accounts ?? other.accounts,
    blocks: [...one.blocks, ...other.blocks],
    ...(conditions.length > 0 && { condition: conditions.join(' with ') }),
  };
}

function testOf({ key, field, values }: { key: string; field: string; values: readonly string[] }): Test {
  const make = Object.hasOwn(TESTS, key) ? TESTS[key] : undefined;
  if (make === undefined) throw new Unknowable(field, 'no such condition is known');
  return make(values, field);
}

/** The accounts that a source is limited to; nothing when it may mean several. */
function accountsIn(principals: readonly string[], serviceAccounts: readonly string[]): readonly string[] | undefined {
  const named = principals.length > 0 ? namedBy(principals, accountIn) : undefined;
  if (named !== undefined || serviceAccounts.length === 0) return named;
  // Without a namespace it is of the policy's, and the same rule may be in several.
  return namedBy(serviceAccounts, (value) => accountIn(`*/ns/${value.replace('/', '/sa/')}`));
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
