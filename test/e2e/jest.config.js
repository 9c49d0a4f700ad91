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
  // More than work at a time: a file waits for its turn in a worker.
  maxWorkers: 10,
  testTimeout: 600_000,
};
