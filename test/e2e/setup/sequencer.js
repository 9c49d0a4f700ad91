const { default: Sequencer } = require('@jest/test-sequencer');
const { isShared } = require('./shared');

/** By turns a file that shares servers and one that does not, so that one of two workers has always something to do. */
module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const shared = sorted.filter(({ path }) => isShared(path));
    const alone = sorted.filter(({ path }) => !isShared(path));
    return sorted.flatMap((_, turn) => [shared[turn], alone[turn]]).filter((test) => test !== undefined);
  }
};
