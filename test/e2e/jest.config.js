const unit = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: unit.testEnvironment,
  transform: unit.transform,
  roots: ['<rootDir>'],
  // The servers are shared, and the machine's cores are theirs.
  maxWorkers: 1,
  testTimeout: 600_000,
};
