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
  // Longer than the Kubernetes plugin waits for a workload that does not get ready, several times over: it then says why.
  testTimeout: 1_800_000,
};
