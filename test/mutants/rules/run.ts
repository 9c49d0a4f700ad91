import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compilerOf } from './compiler';
import { reportOf } from './report';
import { SURVIVORS } from './survivors';
import { tryMutants } from './try';

const ROOT = join(__dirname, '..', '..', '..');
const RULES = join(ROOT, 'policies', 'rules');

/** Tries every mutant of the rules, or of those whose path has a word in it, and says what came of them. */
async function run(word = ''): Promise<void> {
  const names = readdirSync(RULES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts' && name.includes(word))
    .sort();
  const tried = await tryMutants(
    names.map((name) => join(RULES, name)),
    ROOT,
  );
  const isRefused = compilerOf(ROOT);
  const possible = tried.filter(({ mutant, killed }) => killed || !isRefused(mutant));
  const { lines, problems } = reportOf(
    possible,
    SURVIVORS.filter(({ rule }) => names.includes(`${rule}.ts`)),
  );
  console.log(lines.join('\n'));
  console.log(`${tried.length - possible.length} more that the compiler refuses`);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

run(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
