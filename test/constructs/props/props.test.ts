import { App, Chart, Duration } from 'cdk8s';
import { UserError } from '../../../constructs';
import {
  choice,
  count,
  either,
  flag,
  group,
  list,
  port,
  record,
  seconds,
  text,
} from '../../../constructs/props/checks';
import { checkProps, needed, optional, type Props } from '../../../constructs/props/props';

interface BoxProps {
  readonly image: string;
  readonly scale: number | { readonly max: number };
  readonly env?: Readonly<Record<string, string>>;
  readonly colour?: 'red' | 'blue';
  readonly open?: boolean;
  readonly ports?: readonly number[];
  readonly deadline?: Duration;
}

const PROPS: Props<BoxProps> = {
  image: needed(text('write an image by digest', /@sha256:/)),
  scale: needed(
    either(
      'write a number, or { max }',
      (value) => typeof value === 'number',
      count,
      group<{ max: number }>({ max: needed(count) }),
    ),
  ),
  env: optional(
    record('write an object of text', text('write text'), (name) =>
      name === name.toUpperCase() ? undefined : 'a name that no program looks for; write capitals',
    ),
  ),
  colour: optional(choice('red', 'blue')),
  open: optional(flag),
  ports: optional(list(port, 'write a list of numbers')),
  deadline: optional(seconds),
};

/** What is wrong with some props, as a consumer in JavaScript reads it. */
function problemsOf(props: unknown): readonly string[] {
  try {
    checkProps(new Chart(new App(), 'box'), props as BoxProps, PROPS, { replicas: 'scale' });
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}

const RIGHT = { image: 'a@sha256:b', scale: 1 };

test('takes what is right, and what is said to be undefined', () => {
  expect(problemsOf(RIGHT)).toEqual([]);
  expect(problemsOf({ ...RIGHT, scale: { max: 2 }, env: { A: 'b' }, colour: undefined, other: undefined })).toEqual([]);
  expect(problemsOf({ ...RIGHT, open: false, ports: [80], deadline: Duration.minutes(1), colour: 'red' })).toEqual([]);
});

test.each<[unknown, readonly string[]]>([
  [undefined, ["'box' has no props; write an object with image, scale"]],
  [null, ["'box' has null for its props; write an object with image, scale"]],
  [[], ["'box' has [] for its props; write an object with image, scale"]],
  [{}, ["'box' has no `image`; write an image by digest", "'box' has no `scale`; write a number, or { max }"]],
  [{ ...RIGHT, envs: {} }, ["'box' has an unknown prop `envs`; did you mean `env`?"]],
  [{ image: RIGHT.image, replicas: 3 }, ["'box' has an unknown prop `replicas`; did you mean `scale`?"]],
  [
    { ...RIGHT, whatever: 3 },
    ["'box' has an unknown prop `whatever`; it takes image, scale, env, colour, open, ports, deadline"],
  ],
  [{ ...RIGHT, env: new Map([['A', 'b']]) }, ["'box' has [Map] for `env`; write an object of text"]],
  [new Map([['image', 'x']]), ["'box' has [Map] for its props; write an object with image, scale"]],
  [{ ...RIGHT, scale: 0 }, ["'box' has 0 for `scale`; write a whole number of at least 1"]],
  [{ ...RIGHT, scale: '3' }, ["'box' has '3' for `scale`; write an object with max"]],
  [
    { ...RIGHT, scale: { maxx: 3, least: 4 } },
    [
      "'box' has an unknown prop `scale.maxx`; did you mean `scale.max`?",
      "'box' has an unknown prop `scale.least`; it takes max",
    ],
  ],
  [
    { ...RIGHT, env: { port: 80 } },
    [
      "'box' has `env['port']`, a name that no program looks for; write capitals",
      "'box' has 80 for `env['port']`; write text",
    ],
  ],
  [{ ...RIGHT, env: ['A=b'] }, ["'box' has [ 'A=b' ] for `env`; write an object of text"]],
  [{ ...RIGHT, colour: 'green' }, ["'box' has 'green' for `colour`; choose one of 'red', 'blue'"]],
  [{ ...RIGHT, open: 'yes' }, ["'box' has 'yes' for `open`; write true or false"]],
  [
    { ...RIGHT, ports: [80, '81', 70_000] },
    [
      "'box' has '81' for `ports[1]`; write a whole number from 1 to 65535",
      "'box' has 70000 for `ports[2]`; write a whole number from 1 to 65535",
    ],
  ],
  [{ ...RIGHT, ports: 80 }, ["'box' has 80 for `ports`; write a list of numbers"]],
  [
    { ...RIGHT, deadline: 60 },
    ["'box' has 60 for `deadline`; write a duration of whole seconds, e.g. Duration.minutes(1)"],
  ],
  [{ ...RIGHT, deadline: Duration.millis(1500) }, ["'box' has `deadline` of 1.5 s; write whole seconds, at least 1"]],
  [
    { image: 3, scale: Number.NaN, constructor: 1 },
    [
      "'box' has an unknown prop `constructor`; it takes image, scale, env, colour, open, ports, deadline",
      "'box' has 3 for `image`; write an image by digest",
      "'box' has NaN for `scale`; write a whole number of at least 1",
    ],
  ],
])('refuses %j', (props, problems) => {
  expect(problemsOf(props)).toEqual(problems);
});

test('a prop without a check, or with one that is wrong about whether it has to be there, does not compile', () => {
  // @ts-expect-error: `tag` has none
  const without: Props<{ image: string; tag: string }> = { image: needed(text('write text')) };
  // @ts-expect-error: a prop that has to be there is not optional
  const lax: Props<{ image: string }> = { image: optional(text('write text')) };
  expect([without, lax]).toHaveLength(2);
});
