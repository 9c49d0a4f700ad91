import { isOfNotesAlone, withoutNotes } from '../../../../../cli/preview/sides/engine/notes';
import type { Step } from '../../../../../cli/preview/sides/engine/shape';

const object = (annotations?: object, rest: object = {}) => ({
  kind: 'Service',
  metadata: { name: 'api', ...(annotations && { annotations }) },
  ...rest,
});
const NOTE = { 'pulumi.com/skipAwait': 'true' };

test('what the plugin is told is no part of the object', () => {
  expect(withoutNotes(object(NOTE), object())).toEqual(object());
  expect(withoutNotes(object({ ...NOTE, 'example.com/team': 'orders' }), object())).toEqual(
    object({ 'example.com/team': 'orders' }),
  );
});

test('what the author of an object has told the plugin is part of it', () => {
  expect(withoutNotes(object(NOTE), object(NOTE))).toEqual(object(NOTE));
});

test('an object without annotations, and what is no object, stays as it is', () => {
  for (const value of [object(), undefined, 'text', { metadata: null }]) {
    expect(withoutNotes(value, object())).toEqual(value);
  }
});

const step = (op: string, before: unknown, after: unknown) =>
  ({ op, urn: 'urn', oldState: { inputs: before }, newState: { inputs: after } }) as Step;

test('an update that only tells the plugin something changes nothing of the object', () => {
  expect(isOfNotesAlone(step('update', object(), object(NOTE)))).toBe(true);
  expect(isOfNotesAlone(step('update', object({ 'pulumi.com/skipAwait': 'false' }), object(NOTE)))).toBe(true);
});

test.each([
  ['an update of something else as well', step('update', object(), object(NOTE, { spec: {} }))],
  // The engine finishes what did not come up the last time.
  ['an update of nothing', step('update', object(NOTE), object(NOTE))],
  ['a replacement', step('replace', object(), object(NOTE))],
])('%s is one', (_, one) => {
  expect(isOfNotesAlone(one)).toBe(false);
});
