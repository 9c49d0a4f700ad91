import { oneOf } from './fields/choice';
import { dnsLabel } from './fields/dns-name';
import type { Ranked } from './fields/field';
import { either } from './fields/leaf';
import { text } from './fields/text';

/** How strict an environment is: the part of its posture that constructs read from their surroundings. */
export interface Posture {
  /** One of dev, staging, production in the reference platform; part of every Vault path. */
  readonly name: string;
  /** `protected` data kinds survive `pulumi destroy`; `disposable` ones go with the environment. */
  readonly data: 'protected' | 'disposable';
  /** What happens when pods cannot be spread over zones: `required` leaves them pending, `preferred` runs them anyway. */
  readonly zoneSpread: 'required' | 'preferred';
  /** Whether a namespace may render its edges without enforcing them: `audit-allowed` for rehearsing default deny. */
  readonly enforcement: 'enforced' | 'audit-allowed';
}

/** The fields of every posture. A platform's own posture has them too: `{ ...POSTURE, api: field.group({ … }) }`. */
export const POSTURE = {
  name: either(
    text("name the environment by one, as in 'staging': it is part of every Vault path", dnsLabel),
    'each environment has a name of its own',
  ),
  data: oneOf(['disposable', 'protected'], 'it says whether data survives `pulumi destroy`', { stricter: 'later' }),
  zoneSpread: oneOf(['preferred', 'required'], 'it says whether a pod waits for its zone', { stricter: 'later' }),
  enforcement: oneOf(['audit-allowed', 'enforced'], 'it says whether a namespace may go without default deny', {
    stricter: 'later',
  }),
} as const satisfies { readonly [Part in keyof Posture]: Ranked<Posture[Part]> };
