import { namespaceOf } from '../../../constructs/plan/identity';
import { kindOf } from '../../../constructs/plan/kinds';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, only } from '../../fields';
import { EVERYTHING, labelIn, type Selector, selectorOf } from '../../selector';
import { Unknowable } from '../../unknowable';
import type { Readings } from '../readings';
import type { Objects } from '../result';
import { type AuthorizationRule, type Matcher, matcherOf } from './matching';
import { bothOperations, operationOf } from './operation';
import { Rules } from './rules';
import { bothSources, type Source, sourceOf } from './source';
import { whenOf } from './when';

/** On the pods of a gateway: its name. */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Set on a policy that is only tried: https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/ */
const DRY_RUN = 'istio.io/dry-run';

const SPEC = ['selector', 'targetRef', 'targetRefs', 'action', 'rules', 'provider'];

export type Action = 'ALLOW' | 'DENY' | 'CUSTOM';

/** An AuthorizationPolicy of Istio, read and checked, or what stands for one that cannot be. */
export interface Authorization {
  readonly id: string;
  readonly path: string;
  /** The namespace that it is in. */
  readonly own: string;
  /** The namespace whose pods it selects; nothing for the whole mesh. */
  readonly namespace: string | undefined;
  readonly action: Action;
  readonly selector: Selector;
  /** Whether it is about gateways by name, and about nobody else. */
  readonly gateways: boolean;
  readonly rules: Rules;
  /** Why what it says is not known. @default - it was read whole */
  readonly doubt?: string;
}

/**
 * The authorization that an object is, if it is one and is in force.
 *
 * One that cannot be read may do anything to its whole namespace.
 */
export function authorizationOf(
  { id, path, object }: Objects[number],
  readings: Readings<Matcher>,
  meshRoot: string,
): Authorization | undefined {
  if (kindOf(object) !== 'security.istio.io/AuthorizationPolicy') return undefined;
  if (object.metadata.annotations?.[DRY_RUN] === 'true') return undefined;
  const own = namespaceOf(object);
  const base = { id, path, own, namespace: own === meshRoot ? undefined : own };
  try {
    const spec = only(SPEC, fieldsOf(object['spec'], 'spec'), 'spec');
    const action = actionOf(spec['action']);
    // It only writes to a log.
    if (action === 'AUDIT') return undefined;
    const rules = entriesOf(spec['rules'], 'spec.rules').map((entry) =>
      readings.of(entry.value, () => matcherOf(ruleOf(entry))),
    );
    return { ...base, action, ...targetOf(spec), rules: new Rules(rules) };
  } catch (error) {
    if (!(error instanceof Unknowable)) throw error;
    const doubt = `${id} cannot be read: ${error.message} (${error.field})`;
    return { ...base, action: 'CUSTOM', selector: EVERYTHING, gateways: false, rules: new Rules([]), doubt };
  }
}

function actionOf(action: unknown): Action | 'AUDIT' {
  const known = (['ALLOW', 'DENY', 'CUSTOM', 'AUDIT'] as const).find((one) => one === (action ?? 'ALLOW'));
  if (known !== undefined) return known;
  throw new Unknowable('spec.action', `'${String(action)}' is none of ALLOW, DENY, CUSTOM, AUDIT`);
}

function targetOf(spec: Fields): Pick<Authorization, 'selector' | 'gateways'> {
  const listed = entriesOf(spec['targetRefs'], 'spec.targetRefs');
  const single = isAbsent(spec['targetRef']) ? [] : [fieldsOf(spec['targetRef'], 'spec.targetRef')];
  const targets = [...listed.map(({ value }) => value), ...single];
  if (targets.length === 0) return { selector: selectorOf(spec['selector'], 'spec.selector'), gateways: false };
  // A Service or a ServiceEntry is the business of a waypoint, and a sidecar ignores the policy.
  const names = targets.filter(({ kind }) => kind === 'Gateway').map(({ name }) => String(name));
  return { selector: labelIn(GATEWAY_NAME, names), gateways: true };
}

function ruleOf({ field, value }: Entry): AuthorizationRule {
  only(['from', 'to', 'when'], value, field);
  const when = whenOf(entriesOf(value['when'], `${field}.when`));
  const from = entriesOf(value['from'], `${field}.from`).map(({ field: at, value: one }) =>
    sourceOf(fieldsOf(only(['source'], one, at)['source'], `${at}.source`), at),
  );
  const to = entriesOf(value['to'], `${field}.to`).map(({ field: at, value: one }) =>
    operationOf(fieldsOf(only(['operation'], one, at)['operation'], `${at}.operation`), `${at}.operation`),
  );
  const sources = withEach(from, when.sources, bothSources);
  return {
    sources,
    operations: withEach(to, when.operations, bothOperations),
    accounts: accountsIn(sources),
    when,
  };
}

/** Each of a list, where each of some others has to hold as well; where nothing is listed, the others alone. */
function withEach<T>(list: readonly T[], others: readonly T[], both: (one: T, other: T) => T): readonly T[] {
  const [first, ...rest] = others;
  if (first === undefined) return list;
  const start = list.length === 0 ? [first] : list.map((one) => both(one, first));
  return rest.reduce<readonly T[]>((left, other) => left.map((one) => both(one, other)), start);
}

/** The service accounts that sources are about; nothing when one may be about anybody. */
function accountsIn(sources: readonly Source[]): readonly string[] | undefined {
  if (sources.length === 0 || sources.some(({ accounts }) => accounts === undefined)) return undefined;
  return [...new Set(sources.flatMap(({ accounts = [] }) => accounts))];
}
