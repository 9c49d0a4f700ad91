import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHELLS, type Shell } from '../../../cli/completion/shell';
import { ROOT } from '../../support/reference';

/** How each shell is started by somebody who has no settings of their own, and told to complete. */
const STARTED: Readonly<Record<Shell, readonly [call: string, setting: string]>> = {
  bash: ['bash --norc -i', 'source <(dwcp completion bash)'],
  zsh: ['zsh -f -i', 'autoload -U compinit; compinit -u -d "$PWD/zcompdump"; source <(dwcp completion zsh)'],
  fish: ['fish --no-config -i', 'dwcp completion fish | source'],
};

/** A command that completes as the built one, and of everything else says what it was called with. */
const COMMAND = `#!/bin/sh
case $1 in
  complete | completion) exec '${process.execPath}' '${join(ROOT, 'bin', 'cli', 'main.js')}' "$@" ;;
  *) printf 'called<%s>\\n' "$*" ;;
esac
`;

/** For each thing that is completed: what is typed, with a Tab in it, and what the command is called with. */
const TYPED: readonly (readonly [what: string, keys: string, called: string])[] = [
  ['a subcommand', 'dwcp prev\tqa', 'preview qa'],
  ['what stands below a subcommand', 'dwcp connections di\ta b', 'connections diff a b'],
  ['an environment of the platform around', 'dwcp -C shop preview li\t', '-C shop preview live'],
  ['an option, and its value', 'dwcp preview qa --form\tmark\t', 'preview qa --format markdown'],
  ['a value behind its sign', 'dwcp preview qa --format=mark\t', 'preview qa --format=markdown'],
  [
    'the last of several by commas',
    'dwcp preview qa --fail-on identity,wid\t',
    'preview qa --fail-on identity,wider-reachability',
  ],
  ['a rule', 'dwcp explain run-as-non\t', 'explain run-as-non-root'],
  ['a file', 'dwcp check outl\t', 'check outline.txt'],
  ['a folder, with what is odd in its name', 'dwcp synth qa --out ou\tdev', 'synth qa --out out put/dev'],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-test-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'dwcp'), COMMAND);
  chmodSync(join(folder, 'bin', 'dwcp'), 0o755);
  cpSync(join(ROOT, 'test', 'cli', 'platform', 'shop'), join(folder, 'shop'), { recursive: true });
  mkdirSync(join(folder, 'out put'));
  writeFileSync(join(folder, 'outline.txt'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command is called with when these keys are pressed at a terminal, line by line. */
function calledBy(shell: Shell, lines: readonly string[]): readonly string[] {
  const [call, setting] = STARTED[shell];
  const { stdout } = spawnSync('script', ['-qec', call, '/dev/null'], {
    cwd: folder,
    input: [setting, ...lines, 'exit', ''].join('\n'),
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, HOME: folder, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
    timeout: 60_000,
  });
  return [...stdout.matchAll(/called<(.*)>/g)].map(([, call = '']) => call.trimEnd());
}

for (const shell of SHELLS) {
  const isInstalled = spawnSync('sh', ['-c', `command -v ${shell}`]).status === 0;
  if (!isInstalled) console.warn(`completion is not tried in ${shell}, which is not installed here`);
  (isInstalled ? test : test.skip)(
    `${shell} completes commands, options, values, environments, rules, files and folders`,
    () => {
      const called = calledBy(
        shell,
        TYPED.map(([, keys]) => keys),
      );
      const expected = TYPED.map(([what, , call]) => `${what}: ${call}`);
      expect(called.map((call, index) => `${TYPED[index]?.[0]}: ${call}`)).toEqual(expected);
    },
    90_000,
  );
}
