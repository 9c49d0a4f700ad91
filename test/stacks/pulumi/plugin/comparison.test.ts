import { movedCluster, wrongCluster } from '../../../../stacks/pulumi/plugin/comparison';

const OURS = 'd4b1f6c8-5a27-4e93-8f0c-3e6a9b7d2c15';
const THEIRS = 'c2a7e4f9-83b1-4f0d-b6c5-94e1d8a03b67';
const REMEDY = `point KUBECONFIG at ${OURS}, and say by DWCP_CONTEXT what it is called there`;

const finds = (cluster: string) => () => Promise.resolve(cluster);
const fails = (why: string) => () => Promise.reject(new Error(why));

test('the cluster of the stack is not wrong, and is looked for by the context of the stack', async () => {
  const asked: (string | undefined)[] = [];
  const ask = (context: string | undefined) => {
    asked.push(context);
    return Promise.resolve(OURS);
  };
  expect(await wrongCluster({ cluster: OURS, context: 'live' }, ask)).toBeUndefined();
  expect(await wrongCluster({ cluster: OURS }, ask)).toBeUndefined();
  expect(asked).toEqual(['live', undefined]);
});

test('another cluster is told by both names', async () => {
  expect(await wrongCluster({ cluster: OURS, context: 'live' }, finds(THEIRS))).toBe(
    `cluster.id is ${OURS}, and the context 'live' leads to the cluster ${THEIRS}; ${REMEDY}`,
  );
  expect(await wrongCluster({ cluster: OURS }, finds(THEIRS))).toBe(
    `cluster.id is ${OURS}, and the current context leads to the cluster ${THEIRS}; ${REMEDY}`,
  );
});

test('a cluster that does not say which it is may be any other', async () => {
  expect(await wrongCluster({ cluster: OURS, context: 'live' }, fails('Unauthorized'))).toBe(
    `cluster.id is ${OURS}, and where the context 'live' leads to does not say what it is (Unauthorized); ${REMEDY}`,
  );
});

test('a stack that was of another cluster stays there', () => {
  expect(movedCluster(undefined, OURS)).toBeUndefined();
  expect(movedCluster(OURS, OURS)).toBeUndefined();
  expect(movedCluster(OURS, THEIRS)).toBe(
    `this stack is of the cluster ${OURS}, and cluster.id says ${THEIRS}; give another cluster a stack of its own`,
  );
});
