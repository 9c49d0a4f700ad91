/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // Every core: jest leaves one to an editor, which on two is half of them.
  maxWorkers: '100%',
  setupFiles: ['<rootDir>/test/support/no-colour.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/bench/', '<rootDir>/test/mutants/'],
  // The name that everybody else imports the library by, and stacks/platform.ts too.
  moduleNameMapper: {
    '^@dwcp/baseline$': '<rootDir>/constructs/index.ts',
    '^@dwcp/baseline/policies$': '<rootDir>/policies/index.ts',
    '^@dwcp/baseline/stacks$': '<rootDir>/stacks/pulumi/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/bin/'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
