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
    '^@dwcp/baseline/jest$': '<rootDir>/cli/jest/index.ts',
    '^@dwcp/baseline/policies$': '<rootDir>/policies/index.ts',
    '^@dwcp/baseline/stacks$': '<rootDir>/stacks/pulumi/index.ts',
    '^@actions/expressions$': '<rootDir>/node_modules/@actions/expressions/dist/index.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/bin/'],
  // An ES module, as the tests themselves are: what runs them reads no other.
  transformIgnorePatterns: ['/node_modules/(?!@actions/expressions/)'],
  transform: {
    '\\.ts$|/@actions/expressions/.+\\.js$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
    ],
  },
};
