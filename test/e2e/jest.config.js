const { join } = require('node:path');
const unit = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  transform: unit.transform,
  rootDir: join(__dirname, '..', '..'),
  roots: ['<rootDir>/test/e2e'],
  // Whose turn it is, `run.ts` says.
  ...JSON.parse(process.env['DWCP_TURN'] ?? '{}'),
  testSequencer: join(__dirname, 'setup', 'sequencer.js'),
  moduleNameMapper: unit.moduleNameMapper,
  modulePathIgnorePatterns: unit.modulePathIgnorePatterns,
  // Longer than the Kubernetes plugin waits for a workload that does not get ready, several times over: it then says why.
  testTimeout: 1_800_000,
};
