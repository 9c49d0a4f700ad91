import { App } from 'cdk8s';
import { diffPlans, observe, patch, synthesize, type UserError } from '../../constructs/index';

/** As JavaScript calls, where no compiler says anything. */
const call = (does: unknown, ...given: readonly unknown[]) =>
  (does as (...all: readonly unknown[]) => unknown)(...given);

const CONSTRUCT = 'give a construct, such as a WebService or an App';
const PLAN = 'give a plan, as planOf(environment) makes it';

test.each<[string, unknown, readonly unknown[], readonly string[]]>([
  ['nothing to plan', synthesize, [], [`synthesize(…) has nothing for its first argument; ${CONSTRUCT}`]],
  ['a name to plan', synthesize, ['dev'], [`synthesize(…) has 'dev' for its first argument; ${CONSTRUCT}`]],
  ['nothing to change', patch, [], [`patch(…) has nothing for its first argument; ${CONSTRUCT}`]],
  [
    'what has no connections to observe',
    observe,
    [new App()],
    ['observe(…) has an object of a class for its first argument; give what has connections, such as a WebService'],
  ],
  [
    'nothing to observe',
    observe,
    [null],
    ['observe(…) has null for its first argument; give what has connections, such as a WebService'],
  ],
  [
    'no plans to compare, both of them',
    diffPlans,
    [undefined, { resources: [], ends: [] }],
    [
      `diffPlans(…) has nothing for its first argument; ${PLAN}`,
      `diffPlans(…) has a map for its second argument; ${PLAN}`,
    ],
  ],
])('refuses %s', (_, does, given, problems) => {
  let thrown: unknown;
  try {
    call(does, ...given);
  } catch (error) {
    thrown = error;
  }
  expect((thrown as UserError).problems).toEqual(problems);
});
