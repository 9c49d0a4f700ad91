const { join } = require('node:path');
const unit = require('../../jest.config.js');

// Whose turn it is, `run.ts` says: files that deploy a whole platform have the machine to themselves, after the others.
const ALONE = '/(live|dev-on-nodes)\\.test\\.ts$';
const turn = process.env['DWCP_TURN'];

/** @type {import('jest').Config} */
module.exports = {
  transform: unit.transform,
  rootDir: join(__dirname, '..', '..'),
  roots: ['<rootDir>/test/e2e'],
  ...(turn === 'alone' ? { testRegex: ALONE } : {}),
  ...(turn === 'beside-others' ? { testPathIgnorePatterns: [ALONE] } : {}),
  moduleNameMapper: unit.moduleNameMapper,
  modulePathIgnorePatterns: unit.modulePathIgnorePatterns,
  // Longer than the Kubernetes plugin waits for a workload that does not get ready, several times over: it then says why.
  testTimeout: 1_800_000,
};
