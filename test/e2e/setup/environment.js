const { mkdirSync, readFileSync, rmdirSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { TestEnvironment } = require('jest-environment-node');
const { turnsOf } = require('./turns');

const POLL_MS = 100;

/**
 * A test file waits until one of its turns is free.
 *
 * An environment rather than hooks, since it ends after the last hook of the file.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const { runDir } = JSON.parse(readFileSync(process.env.DWCP_E2E, 'utf8'));
    this.turns = turnsOf(context.testPath).map((turn) => join(runDir, `turn-${turn}`));
  }

  async setup() {
    await super.setup();
    for (;;) {
      this.turn = this.turns.find(tryTake);
      if (this.turn !== undefined) return;
      await setTimeout(POLL_MS);
    }
  }

  async teardown() {
    if (this.turn !== undefined) rmdirSync(this.turn);
    await super.teardown();
  }
};

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
