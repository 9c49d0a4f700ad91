const { mkdirSync, readFileSync, rmdirSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { TestEnvironment } = require('jest-environment-node');
const { isShared } = require('./shared');

const POLL_MS = 100;

/**
 * A file that shares servers waits for the one that has them: a stack is deployed under one name, whoever deploys it.
 *
 * An environment rather than hooks, since it ends after the last hook of the file.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    if (isShared(context.testPath)) this.turn = join(runDir(), 'turn');
  }

  async setup() {
    await super.setup();
    if (this.turn !== undefined) while (!tryTake(this.turn)) await setTimeout(POLL_MS);
  }

  async teardown() {
    if (this.turn !== undefined) rmdirSync(this.turn);
    await super.teardown();
  }
};

function runDir() {
  return JSON.parse(readFileSync(process.env.DWCP_E2E, 'utf8')).runDir;
}

/** A folder is made by one of those who try. */
function tryTake(turn) {
  try {
    mkdirSync(turn);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}
