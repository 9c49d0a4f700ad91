import type { Field } from '../fields/field';
import { group } from '../fields/group';
import { optional } from '../fields/optional';
import { problemsOfPart } from '../fields/parts';
import { sayProblem } from '../fields/place';
import { ANYBODYS, BITS, type WidestRange } from '../network/cidr';
import { METADATA_ADDRESSES } from './metadata-addresses';
import { REGISTRIES } from './registries';
import { closed, listOf, type Shape } from './shape';
import { WIDEST_RANGE } from './widest-range';

/** What rules are told of a platform, which no resource says: in every environment the same. */
export interface RuleParameters {
  /**
   * The registries that images may come from, each as images begin with it: `registry.example.com`, or a path below one.
   * The rule `images-from-known-registries` refuses every other.
   *
   * @default - any: the rule judges nothing
   */
  readonly registries?: readonly string[];

  /**
   * Where a cloud of yours hands out credentials, beside where those do that everybody knows: each one address, as in
   * `169.254.0.23/32` or `fd00::1/128`. Constructs leave them out of every range that they open, and the rule
   * `metadata-address-excluded` asks for it.
   *
   * @default - only the addresses that are known: of AWS, Azure, Google, Alibaba Cloud, and those who do as they do
   */
  readonly metadataAddresses?: readonly string[];

  /**
   * The widest range that a NetworkPolicy may name, where that is narrower than the widest that anybody owns. `cidr(…)`
   * refuses what is wider, and so does the rule `no-open-cidr`.
   *
   * @default - a /8 of IPv4, a /32 of IPv6, and a /8 of fc00::/7, which is private
   */
  readonly widestRange?: WidestRange;
}

/** How each is checked; none has to be given. */
export const PARAMETERS: { readonly [Name in keyof Required<RuleParameters>]: Field<RuleParameters[Name]> } = {
  registries: optional(REGISTRIES),
  metadataAddresses: optional(METADATA_ADDRESSES),
  widestRange: optional(WIDEST_RANGE),
};

const prefix = (minimum: number, maximum: number): Shape => ({ type: 'integer', minimum, maximum });

/** What each is in JSON: in a plan, and in the configuration of the policy pack. */
export const PARAMETER_SHAPES: Readonly<Record<keyof RuleParameters, Shape>> = {
  registries: listOf({ type: 'string', minLength: 1 }),
  metadataAddresses: listOf({ type: 'string', minLength: 1 }),
  widestRange: closed({}, { ipv4: prefix(ANYBODYS.ipv4, BITS[4]), ipv6: prefix(ANYBODYS.ipv6, BITS[6]) }),
};

const ALL = group(PARAMETERS) as Field<RuleParameters>;

/** Those that are given among other things, copied and frozen. */
export function parametersOf(given: RuleParameters): RuleParameters {
  return ALL.copy(given);
}

/** Every problem of those that are given among other things, one line each. */
export function problemsOfParameters(given: object): readonly string[] {
  return Object.entries(PARAMETERS).flatMap(([name, field]) =>
    problemsOfPart(given, name, [], (value, path) => field.problems(value, path)).map((one) => sayProblem(PLACE, one)),
  );
}

const PLACE = { before: '', root: '', noun: 'field', whole: 'parameters' } as const;
