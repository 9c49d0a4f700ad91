import { stackOf } from '../../../stacks/pulumi/parts/stack-name';

test.each([
  ['live', { environment: 'live' }],
  ['live.cluster', { environment: 'live', part: 'cluster' }],
  ['live.data.shop', { environment: 'live', part: 'data.shop' }],
  ['live.eu', { environment: 'live.eu' }],
  ['live.eu.cluster', { environment: 'live.eu', part: 'cluster' }],
  // Which is refused as an environment that there is not.
  ['lively', { environment: 'lively' }],
  ['qa.cluster', { environment: 'qa.cluster' }],
])('a stack called %s, of the environments live and live.eu', (stack, of) => {
  expect(stackOf(stack, ['live', 'live.eu'])).toEqual(of);
});
