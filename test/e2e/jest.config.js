const { join } = require('node:path');
const unit = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: unit.testEnvironment,
  transform: unit.transform,
  rootDir: join(__dirname, '..', '..'),
  roots: ['<rootDir>/test/e2e'],
  moduleNameMapper: unit.moduleNameMapper,
  modulePathIgnorePatterns: unit.modulePathIgnorePatterns,
  // The servers are shared, and the machine's cores are theirs.
  maxWorkers: 1,
  testTimeout: 600_000,
};
