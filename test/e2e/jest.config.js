const { join } = require('node:path');
const unit = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/e2e/setup/environment.js',
  transform: unit.transform,
  rootDir: join(__dirname, '..', '..'),
  roots: ['<rootDir>/test/e2e'],
  moduleNameMapper: unit.moduleNameMapper,
  modulePathIgnorePatterns: unit.modulePathIgnorePatterns,
  // One for the files that share servers, which go one at a time, and one for those that share none.
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/e2e/setup/sequencer.js',
  testTimeout: 600_000,
};
