import { withoutTraces } from '../../../stacks/pulumi/without-traces';

/** The trace of an error that is made in a function of a name to look for. */
function madeHere(): string | undefined {
  return new Error('lost').stack;
}

test('a trace that is asked for meanwhile has no frames, and one after it has', () => {
  expect(withoutTraces(madeHere)).toBe('Error: lost');
  expect(madeHere()).toContain('madeHere');
});

test('an error that is thrown has its own trace, and those after it have theirs', () => {
  const thrown = () =>
    withoutTraces(() => {
      throw new RangeError('too many');
    });
  let error: unknown;
  try {
    thrown();
  } catch (reason) {
    error = reason;
  }
  expect((error as Error).stack).toContain('without-traces.test');
  expect(madeHere()).toContain('madeHere');
});
