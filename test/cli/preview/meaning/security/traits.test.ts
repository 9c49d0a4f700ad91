import fc from 'fast-check';
import { differencesOf } from '../../../../../cli/preview/meaning/security/traits/compare';
import { isUnrankable } from './said';

const word = fc.constantFrom('a', 'b', 'c');
const opening = fc.record({ may: word, who: fc.option(word, { nil: undefined }) }).map(({ may, who }) => ({
  may,
  ...(who !== undefined && { who }),
  // Of openings, `a` holds `b`.
  covers: (other: { readonly may: string }) => may === 'a' && other.may === 'b',
}));
const safeguard = fc.record({ guards: word });
const level = fc.tuple(word, word, fc.option(fc.nat(2), { nil: undefined })).map(([of, value, weakness]) => ({
  of,
  value,
  ...(weakness !== undefined && { weakness }),
}));
const traits = fc.uniqueArray(fc.oneof(opening, safeguard, level), {
  selector: (one) => JSON.stringify('of' in one ? one.of : one),
  maxLength: 6,
});

const count = (effect: string, all: readonly { readonly effect: string }[]) =>
  all.filter((one) => one.effect === effect).length;

test('seen from the other side, worse is better and better is worse, but for what cannot be ranked', () => {
  fc.assert(
    fc.property(traits, traits, (before, after) => {
      const [there, back] = [differencesOf(before, after), differencesOf(after, before)];
      const unrankable = there.filter(isUnrankable);
      expect(count('worse', back)).toBe(count('better', there) + unrankable.length);
      expect(count('better', back)).toBe(count('worse', there) - unrankable.length);
      expect(count('neutral', back)).toBe(count('neutral', there));
      expect(unrankable.every(({ effect }) => effect === 'worse')).toBe(true);
    }),
  );
});

test('nothing differs from itself, in whatever order', () => {
  fc.assert(
    fc.property(traits, (all) => {
      expect(differencesOf(all, [...all].reverse())).toEqual([]);
    }),
  );
});

test('what one more opening lets happen is worse, unless another one holds it', () => {
  const a = { may: 'a', covers: (other: { readonly may: string }) => other.may === 'b' };
  const b = { may: 'b' };
  expect(differencesOf([], [b])).toEqual([{ effect: 'worse', says: 'may b' }]);
  expect(differencesOf([a], [a, b])).toEqual([]);
  expect(differencesOf([a], [b])).toEqual([{ effect: 'better', says: 'may no longer a' }]);
  expect(differencesOf([b], [a])).toEqual([{ effect: 'worse', says: 'may a' }]);
});

test('a value is told with what it was, unless it is not to be shown', () => {
  const was = { of: 'mode', value: 'x', weakness: 0 };
  expect(differencesOf([was], [{ of: 'mode', value: 'y', weakness: 1 }])).toEqual([
    { effect: 'worse', says: 'mode x → y' },
  ]);
  expect(differencesOf([was], [{ of: 'mode', value: 'y', weakness: 0 }])).toEqual([
    { effect: 'neutral', says: 'mode x → y' },
  ]);
  expect(differencesOf([was], [{ of: 'mode', value: 'y' }])).toEqual([
    { effect: 'worse', says: 'mode x → y, and nobody can tell whether that is stricter' },
  ]);
  expect(differencesOf([{ ...was, isShown: false }], [{ of: 'mode', value: 'hunter2', isShown: false }])).toEqual([
    { effect: 'worse', says: 'mode is another, and nobody can tell whether that is stricter' },
  ]);
  expect(differencesOf([was], [])).toEqual([]);
});
