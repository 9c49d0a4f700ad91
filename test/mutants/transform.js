const { createTransformer } = require('@swc/jest');

/** Compiles as the unit tests do, but for one place of one file, which is changed: the mutant that the variable names. */
module.exports = {
  createTransformer(options) {
    const compiler = createTransformer(options);
    const { file, from, to } = JSON.parse(process.env.DWCP_MUTANT ?? '{}');
    const mutated = (source, path) => (file === path ? source.replace(from, () => to) : source);
    return {
      ...compiler,
      getCacheKey: (source, path, how) => compiler.getCacheKey(mutated(source, path), path, how),
      process: (source, path, how) => compiler.process(mutated(source, path), path, how),
    };
  },
};
