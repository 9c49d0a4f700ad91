const unit = require('../../jest.config.js');

// The unit tests, on sources of which one is changed.
const [[pattern, [, options]]] = Object.entries(unit.transform);

/** @type {import('jest').Config} */
module.exports = {
  ...unit,
  rootDir: '../..',
  transform: { [pattern]: ['<rootDir>/test/mutants/transform.js', options] },
};
