const { basename } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Has test files begin in the order that `turns.ts` says. */
module.exports = class extends Sequencer {
  sort(tests) {
    const first = JSON.parse(process.env['DWCP_FIRST'] ?? '[]');
    const place = ({ path }) => {
      const at = first.indexOf(basename(path, '.test.ts'));
      return at === -1 ? first.length : at;
    };
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
};
