// What Biome cannot say: promises, which need types; who may import whom; and what is counted per file.
const { defineConfig } = require('eslint/config');
const tseslint = require('typescript-eslint');

/** An import that a folder may not have, and the door to use instead. */
const closed = (regex, message, { types = false } = {}) => ({ regex, message, allowTypeImports: types });

const pulumi = (folder, door) =>
  closed('^@pulumi/', `${folder} runs without Pulumi: ${door}; a type alone may be imported with \`import type\``, {
    types: true,
  });

const folder = (name, message) => closed(`^(\\.{1,2}/)+${name}(/|$)`, message);

// Pure functions of Node.js, which neither read nor write anything.
const impureBut = (...pure) => `^(node:)(?!(${pure.join('|')})$)`;
const PURE = ['crypto', 'net', 'path', 'util'];
const IMPURE = impureBut(...PURE);

/** `import()` and `require` walk around `no-restricted-imports`. */
const lazily = (module, message) => ({
  selector: `:matches(ImportExpression, CallExpression[callee.name="require"]) > Literal[value=/${module}/]`,
  message,
});

const clock = 'The same input must give the same output:';
const CLOCKS = [
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', `${clock} take the time as an argument`],
  ['NewExpression[callee.name="Date"][arguments.length=0]', `${clock} take the time as an argument`],
  ['CallExpression[callee.name="Date"]', `${clock} take the time as an argument`],
  ['CallExpression[callee.object.name="Math"][callee.property.name="random"]', `${clock} derive it from a name`],
].map(([selector, message]) => ({ selector, message }));

const SYNTH_YAML = {
  selector: 'MemberExpression[property.name="synthYaml"]',
  message: 'synthYaml() is quadratic and checks nothing: use synthesize() of constructs/plan',
};

const PULUMI_IN_STACKS =
  'leave it to stacks/index.ts and stacks/pulumi, so that a platform loads where Pulumi is not installed';

// Pulumi finds the pack by `main` of policies/package.json, so the bare folder is the pack, which starts a server.
const POLICY_PACK = closed('^(\\.{1,2}/)+policies$', 'the folder alone is the policy pack: import policies/index');

const CLI_IN_STACKS = folder('cli', 'a platform does not know who loads it: move what both need to constructs/');

/** Counts what a reader has to keep apart: functions with a name, not callbacks. */
const maxFunctions = {
  create(context) {
    const named = [];
    const count = (node) => named.push(node);
    return {
      FunctionDeclaration: count,
      MethodDefinition: count,
      'VariableDeclarator > :matches(ArrowFunctionExpression, FunctionExpression)': count,
      'PropertyDefinition > :matches(ArrowFunctionExpression, FunctionExpression)': count,
      'Program:exit'() {
        const [most] = context.options;
        if (named.length > most) {
          const message = `${named.length} functions in one file, where ${most} are allowed: give an idea a file of its own`;
          context.report({ node: named[most], message });
        }
      },
    };
  },
  meta: { schema: [{ type: 'integer' }] },
};

/** What `constructs/` may not import or say; `impure` is what of Node.js. */
const inConstructs = (impure) =>
  restrictions({
    imports: [
      closed(
        '^@pulumi/',
        'constructs/ compiles where Pulumi is not installed: import types from constructs/api, and `npm run generate`; ' +
          'declare a VaultResource or an ApiObject, and stacks/pulumi hands it to Pulumi',
      ),
      closed(impure, 'constructs/ does no I/O: take the content as a prop, and read files in cli/'),
      folder('policies', 'constructs/ does not know how it is judged: move what both need to constructs/'),
      folder('stacks', 'constructs/ does not know where it goes: move what both need to constructs/'),
      folder('cli', 'constructs/ does not know who shows it: move what both need to constructs/'),
    ],
    syntax: [
      ...CLOCKS,
      lazily('^@pulumi.', 'constructs/ runs without Pulumi'),
      lazily(impure, 'constructs/ does no I/O'),
    ],
  });

module.exports = defineConfig(
  {
    files: ['{constructs,policies,cli,stacks,test,tools}/**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    plugins: { '@typescript-eslint': tseslint.plugin, dwcp: { rules: { 'max-functions': maxFunctions } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      'no-restricted-syntax': ['error', SYNTH_YAML],
    },
  },
  {
    files: ['{constructs,policies,cli,stacks,tools}/**/*.ts'],
    rules: { 'dwcp/max-functions': ['error', 20] },
  },
  { files: ['constructs/**/*.ts'], rules: inConstructs(IMPURE) },
  {
    // A parser that its package loads asynchronously is asked from another thread.
    files: ['constructs/data/migration/parse.ts'],
    rules: inConstructs(impureBut(...PURE, 'worker_threads')),
  },
  {
    files: ['policies/**/*.ts'],
    rules: restrictions({
      imports: [
        pulumi('policies/', 'only policies/pack.ts meets the engine'),
        closed(IMPURE, 'policies/ does no I/O: judge what is passed in, and read files in cli/'),
        folder('stacks', 'policies/ does not know where resources go: move what both need to policies/'),
        folder('cli', 'policies/ does not know who shows verdicts: move what both need to policies/'),
      ],
      syntax: [
        ...CLOCKS,
        lazily('^@pulumi.', 'only policies/pack.ts meets Pulumi'),
        lazily(IMPURE, 'policies/ does no I/O'),
      ],
    }),
  },
  {
    // The door between the rules and Pulumi's policy engine, which has a clock, files and an environment.
    files: ['policies/pack.ts'],
    rules: restrictions({
      imports: [folder('stacks', 'policies/ does not know where resources go: move what both need to policies/')],
      syntax: [],
    }),
  },
  {
    files: ['test/**/*.ts'],
    rules: restrictions({ imports: [POLICY_PACK], syntax: [] }),
  },
  {
    files: ['cli/**/*.ts'],
    rules: restrictions({
      imports: [
        POLICY_PACK,
        pulumi('the command', 'only stacks/pulumi meets it'),
        folder('stacks', 'the command knows no platform: it loads the one of the repository, by cli/platform'),
      ],
      syntax: [
        lazily('^@pulumi.', 'the command runs without Pulumi'),
        lazily(
          '^[.][^ ]*[^a-z]stacks[^a-z]',
          'the command knows no platform: it loads the one of the repository, by cli/platform',
        ),
      ],
    }),
  },
  {
    files: ['stacks/**/*.ts'],
    rules: restrictions({ imports: [POLICY_PACK, CLI_IN_STACKS], syntax: [] }),
  },
  {
    // Loaded by the command as everybody's platform is, and so written as everybody's: against the library's name.
    files: ['stacks/**/*.ts'],
    ignores: ['stacks/index.ts', 'stacks/pulumi/**'],
    rules: restrictions({
      imports: [
        pulumi('this part of stacks/', PULUMI_IN_STACKS),
        POLICY_PACK,
        CLI_IN_STACKS,
        folder('(constructs|policies)', "import it from '@dwcp/baseline', as every platform does"),
      ],
      syntax: [lazily('^@pulumi.', PULUMI_IN_STACKS)],
    }),
  },
);

/** A later `rules` entry replaces an earlier one whole, so what holds everywhere is said again. */
function restrictions({ imports, syntax }) {
  return {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: imports }],
    'no-restricted-syntax': ['error', SYNTH_YAML, ...syntax],
  };
}
