/** The test files that share no server with others: they make what they need, or need none. All others go one at a time. */
const ALONE = [
  'consumers/existing-workloads',
  'consumers/own-platform',
  'consumers/pulumi-program-types',
  'consumers/readme',
  'packets',
  'processes',
  'shipped-manifests',
];

/** Whether a test file uses the servers of the run, and what other files leave in them. */
exports.isShared = (path) => !ALONE.some((name) => path.endsWith(`/test/e2e/${name}.test.ts`));
