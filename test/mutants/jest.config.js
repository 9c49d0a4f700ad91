const unit = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: unit.testEnvironment,
  transform: unit.transform,
  roots: ['<rootDir>'],
  // Each test starts jest itself, and the machine's cores are for those.
  maxWorkers: 1,
  // As long as it takes: in CI they get what others leave.
  testTimeout: 3_600_000,
};
