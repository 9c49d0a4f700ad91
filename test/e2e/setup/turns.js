/** The test files that deploy the reference platform, or store it: one at a time, since its names are taken once. */
const PLATFORM = [
  'acceptance',
  'acceptance-constructs',
  'credentials',
  'deploy',
  'deployer',
  'parts',
  'preview-engine',
  'protection',
  'recover',
  'replacement',
  'upgrade',
  'waiting',
];

/** The turns of which a test file takes one. All other files work in namespaces of their own, or on servers of their own. */
exports.turnsOf = (path) =>
  PLATFORM.some((name) => path.endsWith(`/test/e2e/${name}.test.ts`)) ? ['platform'] : ['first', 'second'];
