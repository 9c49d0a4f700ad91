const unit = require('../jest.config.js');

// What a mistake would open or lose. `npm run coverage` fails where less is reached than was; what is not is printed.
/** @type {import('jest').Config} */
module.exports = {
  ...unit,
  rootDir: '..',
  collectCoverage: true,
  coverageProvider: 'v8',
  coverageDirectory: '<rootDir>/coverage',
  coverageReporters: ['text-summary', 'json'],
  collectCoverageFrom: ['{constructs,policies,stacks/pulumi}/**/*.ts', '!constructs/api/**'],
  coverageThreshold: {
    global: { branches: 90, lines: 90 },
    './constructs/network/': { branches: 98 },
    './constructs/vault/': { branches: 100 },
    './policies/': { branches: 96 },
    './stacks/pulumi/': { branches: 100 },
  },
};
