import { askedOnce } from '../../../constructs/observability/asked-once';

/** What asks counts how often it is asked. */
function counting() {
  let times = 0;
  return askedOnce(() => {
    times += 1;
    return times;
  });
}

test('what is checked is rendered, and not asked for again', () => {
  const { toCheck, toRender } = counting();
  expect([toCheck(), toRender()]).toEqual([1, 1]);
});

test('what was declared since is rendered: each check asks, and each rendering after the first', () => {
  const { toCheck, toRender } = counting();
  expect([toCheck(), toCheck(), toRender(), toRender(), toRender(), toCheck()]).toEqual([1, 2, 2, 3, 4, 5]);
});

test('nothing is rendered of a check that fails', () => {
  let isBroken = true;
  const { toCheck, toRender } = askedOnce(() => {
    if (isBroken) throw new Error('broken');
    return 'whole';
  });
  expect(toCheck).toThrow('broken');
  isBroken = false;
  expect(toRender()).toBe('whole');
});
