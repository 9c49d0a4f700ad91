import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { FACTS, type Facts } from './facts/facts';
import { checked } from './fields/check-fields';
import type { Field, Fields, RankedFields } from './fields/field';
import { asGroup, group } from './fields/group';
import { anything } from './fields/leaf';
import { optional } from './fields/optional';
import { valueAt } from './fields/parts';
import { withBase } from './fields/with-base';
import { invalid } from './invalid';
import { unused } from './names';
import { FORMER_IDS, type FormerIds } from './plan/former-ids';
import { PARAMETERS, parametersOf, type RuleParameters } from './plan/parameters';
import { isPlanning } from './plan/planning';
import { POSTURE, type Posture } from './posture';
import { VaultResource } from './vault/vault-resource';

// A symbol rather than `instanceof`: cdk8s redefines `instanceof` on Chart so that every chart would pass for an environment.
const ENVIRONMENT = Symbol.for('@dwcp/baseline.Environment');

export interface EnvironmentProps<P extends Posture, F extends Facts> extends RuleParameters {
  /** How strict the environment is, and how much it runs. */
  readonly posture: P;
  /** Where the environment runs. */
  readonly facts: F;
  /**
   * How a posture and facts that have more than `Posture` and `Facts` are checked: the whole sets, as in
   * `{ facts: { ...FACTS, domain: field.text(…) } }`.
   *
   * @default - those of POSTURE and FACTS: whatever else there is has no field, and is refused
   */
  readonly fields?: EnvironmentFields<P, F>;
  /**
   * What resources were called before, by ids as `dwcp preview` shows them. Pulumi then takes each for the same one.
   *
   * Kubernetes itself renames nothing: an object of another name is made anew, which Pulumi refuses for protected data.
   *
   * @default - a resource of another id is another resource
   */
  readonly formerly?: FormerIds;
}

/** How the posture and the facts of an environment are checked, where they have more than constructs read. */
export interface EnvironmentFields<P extends Posture, F extends Facts> {
  /**
   * The fields of the posture.
   *
   * @default - POSTURE
   */
  readonly posture?: RankedFields<P>;
  /**
   * The fields of the facts.
   *
   * @default - FACTS
   */
  readonly facts?: Fields<F>;
}

/**
 * One of dev, staging, production: what every construct below it finds by scope.
 *
 * It refuses a posture and facts that their fields refuse, all problems at once, and keeps a frozen copy of what it took.
 * Generated names carry no hash, because names and selectors are contracts: changing one replaces what runs.
 */
export class Environment<P extends Posture = Posture, F extends Facts = Facts> extends Chart {
  /** How strict it is, checked. */
  readonly posture: P;
  /** Where it runs, checked. */
  readonly facts: F;
  /** What its resources were called before, checked. */
  readonly formerly: FormerIds;
  /** What rules are told of it beside what it renders, checked. */
  readonly parameters: RuleParameters;
  private isVaultElsewhere = false;

  constructor(scope: Construct, id: string, props: EnvironmentProps<P, F>) {
    super(scope, unused(scope, id), { disableResourceNameHashes: true });
    const given = checked(surroundings<P, F>(props), props, {
      before: `'${this.node.path}' `,
      root: '',
      noun: 'field',
      whole: 'props',
      more: ', and what `fields` adds to facts and posture',
    });
    this.posture = given.posture;
    this.facts = given.facts;
    this.formerly = given.formerly ?? {};
    this.parameters = parametersOf(given);
    Object.defineProperty(this, ENVIRONMENT, { value: true });
    this.node.addValidation({ validate: () => this.unwritten() });
  }

  /** Says that others set up what the environment has in Vault, so that `app.synth()` of cdk8s may leave it out. */
  leaveVaultToOthers(): void {
    this.isVaultElsewhere = true;
  }

  /** The environment that a construct belongs to. */
  static override of(construct: IConstruct): Environment {
    const environment = construct.node.scopes.findLast((scope): scope is Environment => ENVIRONMENT in scope);
    if (environment === undefined) {
      throw invalid(construct, 'is outside any environment', 'declare it under a `new Environment(app, …)`');
    }
    return environment;
  }

  /** What cdk8s would leave out without a word: it writes manifests, and nothing else. */
  private unwritten(): string[] {
    if (this.isVaultElsewhere || isPlanning(this)) return [];
    const count = this.node.findAll().filter(VaultResource.isVaultResource).length;
    if (count === 0) return [];
    return [
      `has ${count} ${count === 1 ? 'resource' : 'resources'} in Vault, of which cdk8s writes no YAML; deploy planOf(environment), write it with ` +
        '`dwcp synth`, or say environment.leaveVaultToOthers()',
    ];
  }
}

type Surroundings<P extends Posture, F extends Facts> = Omit<EnvironmentProps<P, F>, 'fields'>;

/** The fields of the props themselves. From JavaScript, they may be anything. */
function surroundings<P extends Posture, F extends Facts>(props: unknown): Field<Surroundings<P, F>> {
  const own = (name: 'posture' | 'facts') => valueAt(valueAt(props, 'fields'), name);
  return group({
    posture: withBase(asGroup((own('posture') ?? POSTURE) as Fields<P>), POSTURE),
    facts: withBase(asGroup((own('facts') ?? FACTS) as Fields<F>), FACTS),
    fields: optional(anything),
    formerly: optional(FORMER_IDS),
    ...PARAMETERS,
  }) as Field<Surroundings<P, F>>;
}
