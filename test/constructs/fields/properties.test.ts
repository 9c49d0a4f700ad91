import * as fc from 'fast-check';
import {
  check,
  checked,
  checkFields,
  FACTS as FACT_FIELDS,
  factsFrom,
  field,
  looserFields,
  POSTURE as POSTURE_FIELDS,
  type RankedFields,
  UserError,
} from '../../../constructs';
import { FACTS, POSTURE } from '../../support/environment';

const PLACE = { before: '', root: '', noun: 'field', whole: 'the value' };
const FIELDS = {
  facts: field.group(FACT_FIELDS),
  posture: field.group(POSTURE_FIELDS),
  copies: field.count({ stricter: 'more', most: 9 }),
  owners: field.list('name them', field.text('name one', check.dnsLabel)),
  labels: field.labels('give them'),
};
const VALID = { facts: FACTS, posture: POSTURE, copies: 3, owners: ['shop', 'ops'], labels: { team: 'shop' } };

/** What fast-check does not make, and cannot hold itself: each is made anew. */
const HOSTILE: readonly (() => unknown)[] = [
  () => '__proto__',
  () => 'constructor',
  () => '0.0.0.0/0',
  () => '::/0',
  () => Symbol('x'),
  () => () => 1,
  () => Number.NaN,
  () => Array(1e9),
  () => new Proxy([], { getOwnPropertyDescriptor: refuse }),
  () => new Proxy({ a: 1 }, { ownKeys: refuse }),
  () => new Proxy({ a: 1 }, { getPrototypeOf: refuse }),
  () => Object.defineProperty({}, 'cluster', { enumerable: true, get: refuse }),
  () => JSON.parse('{"__proto__": {"cluster": {}}, "constructor": null, "cluster": {"__proto__": []}}'),
  () => {
    const circle: Record<string, unknown> = {};
    circle['cluster'] = circle;
    return circle;
  },
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
];

function refuse(): never {
  throw new RangeError('no');
}

/** Whatever a program can hold. */
const anything: fc.Arbitrary<() => unknown> = fc.oneof(
  fc
    .anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true })
    .map((value) => () => value),
  fc.constantFrom(...HOSTILE),
);

type Place = readonly (string | number)[];

/** Every place in a value, itself included. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, part]) => placesIn(part).map((place) => [key, ...place]))];
}

/** The value with another one at a place. */
function replaced(value: unknown, [key, ...rest]: Place, other: unknown): unknown {
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, other);
  return copy;
}

const place = fc.constantFrom(...placesIn(VALID));

test('whatever stands where, it is taken or refused in whole lines, and nothing else is thrown', () => {
  fc.assert(
    fc.property(place, anything, (where, other) => {
      const problems = checkFields(FIELDS, replaced(VALID, where, other()), PLACE);
      for (const problem of problems)
        expect(problem).toMatch(/^[^\n\r]+: [^\n\r]+; [^\n\r]+$|^[^\n\r]+: [^\n\r]+ did you mean [^\n\r]+\?$/u);
    }),
    { numRuns: 2000 },
  );
});

test('what is refused says where: at the place, below it, or beside what has to agree with it', () => {
  fc.assert(
    fc.property(
      place.filter(({ length }) => length > 0),
      anything,
      ([first], other) => {
        for (const problem of checkFields(FIELDS, replaced(VALID, [first!], other()), PLACE)) {
          expect(problem.startsWith(String(first))).toBe(true);
        }
      },
    ),
  );
});

test('what is taken is copied: equal, frozen to its depths, and taken again', () => {
  fc.assert(
    fc.property(place, anything, (where, other) => {
      const value = replaced(VALID, where, other());
      if (checkFields(FIELDS, value, PLACE).length > 0) return;
      const copy = checked(FIELDS, value, PLACE);
      expect(checkFields(FIELDS, copy, PLACE)).toEqual([]);
      for (const at of placesIn(copy)) {
        const part = at.reduce<unknown>((whole, key) => (whole as Record<string | number, unknown>)[key], copy);
        expect(Object.isFrozen(part)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
  expect(checked(FIELDS, VALID, PLACE)).toEqual(VALID);
});

test('an unknown key is refused wherever it stands, and what is left out is named', () => {
  const maps = placesIn(VALID).filter((at) => {
    const part = at.reduce<unknown>((whole, key) => (whole as Record<string | number, unknown>)[key], VALID);
    return typeof part === 'object' && !Array.isArray(part) && !at.includes('labels');
  });
  fc.assert(
    fc.property(fc.constantFrom(...maps), fc.string({ minLength: 1 }), (at, key) => {
      const part = at.reduce<unknown>((whole, step) => (whole as Record<string | number, unknown>)[step], VALID);
      fc.pre(!Object.hasOwn(part as object, key));
      const known = ['caPath', 'apiServer', 'networkPlugin', 'operators', 'monitoring', 'namespace', 'labels'];
      fc.pre(!known.includes(key));
      const more = Object.fromEntries([...Object.entries(part as object), [key, 1]]);
      expect(checkFields(FIELDS, replaced(VALID, at, more), PLACE)).toHaveLength(1);
    }),
  );
});

test('a stack file of anything at all is refused in its own words', () => {
  const keys = fc.constantFrom('dwcp:cluster', 'dwcp:vault', 'vault:token', 'x', '__proto__');
  const config = fc.dictionary(keys, anything).map((made) => () => {
    return Object.fromEntries(Object.entries(made).map(([key, make]) => [key, make()]));
  });
  fc.assert(
    fc.property(fc.oneof(anything, config), (make) => {
      expect(() => factsFrom(make(), FACT_FIELDS, { file: 'Pulumi.qa.yaml' })).toThrow(UserError);
    }),
    { numRuns: 1000 },
  );
});

describe('strictness', () => {
  const RANKED = {
    data: POSTURE_FIELDS.data,
    audit: field.oneOf(['none', 'writes', 'everything'], 'it says what', { stricter: 'later' }),
    debug: field.flag('it says whether', { stricter: false }),
    copies: field.count({ stricter: 'more' }),
    hours: field.count({ stricter: 'less' }),
    memory: field.memory,
    backups: field.optional(field.group({ days: field.count({ stricter: 'more' }) }), { absent: 'looser' }),
  };
  const posture = fc.record(
    {
      data: fc.constantFrom('disposable', 'protected'),
      audit: fc.constantFrom('none', 'writes', 'everything'),
      debug: fc.boolean(),
      copies: fc.integer({ min: 1, max: 9 }),
      hours: fc.integer({ min: 1, max: 9 }),
      memory: fc
        .tuple(fc.integer({ min: 1, max: 4096 }), fc.constantFrom('Mi', 'Gi'))
        .map(([size, unit]) => `${size}${unit}`),
      backups: fc.record({ days: fc.integer({ min: 1, max: 9 }) }),
    },
    { requiredKeys: ['data', 'audit', 'debug', 'copies', 'hours', 'memory'] },
  );
  const looser = (live: unknown, qa: unknown) =>
    looserFields(RANKED as RankedFields<object>, live, { name: 'qa', value: qa }, PLACE).map(
      (line) => line.split(':')[0],
    );

  test('is an order: nothing is looser than itself, one of two is looser where they differ, and it carries over a third', () => {
    fc.assert(
      fc.property(posture, posture, posture, (a, b, c) => {
        expect(looser(a, a)).toEqual([]);
        const [there, back] = [looser(a, b), looser(b, a)];
        expect(there.filter((key) => back.includes(key))).toEqual([]);
        if (there.length === 0 && looser(b, c).length === 0) expect(looser(a, c)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('lets nothing through that is not ranked, whatever it is', () => {
    const keys = ['data', 'audit', 'debug', 'copies', 'hours', 'memory'];
    fc.assert(
      fc.property(posture, fc.constantFrom(...keys), anything, (base, key, other) => {
        fc.pre(checkFields(RANKED, { ...base, [key]: other() }, PLACE).length > 0);
        expect(looser({ ...base, [key]: other() }, base)).toContain(key);
        expect(looser(base, { ...base, [key]: other() })).toContain(key);
      }),
      { numRuns: 500 },
    );
  });
});
