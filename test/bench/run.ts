import { deploy } from './deploy';
import { manifests } from './manifests';
import { preview } from './preview';
import { reachability } from './reachability';
import { rules } from './rules';
import { slo } from './slo';
import { start } from './start';
import { synthesis } from './synthesis';

/** Every benchmark, by the name that `npm run bench -- <name>` takes. */
const BENCHMARKS: Readonly<Record<string, () => void | Promise<void>>> = {
  deploy,
  manifests,
  preview,
  reachability,
  rules,
  slo,
  start,
  synthesis,
};

async function main([name, ...rest]: readonly string[]): Promise<number> {
  const benchmark = BENCHMARKS[name ?? ''];
  if (benchmark === undefined || rest.length > 0) {
    console.error(`usage: npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')}`);
    return 2;
  }
  await benchmark();
  return 0;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
