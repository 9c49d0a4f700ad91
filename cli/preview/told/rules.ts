import type { EnvironmentReport } from '../report';
import { type Told, toldOnce } from './once';

/** What rules find wrong, or cannot tell, each once. */
export function wrongIn(environments: readonly EnvironmentReport[]): readonly Told<string>[] {
  const wrong = environments.map(
    ({ environment, verdicts }) =>
      [
        environment,
        verdicts.flatMap(({ rule, messages }) => messages.map((message) => `${rule}: ${message}`)),
      ] as const,
  );
  return toldOnce(wrong, (line) => line);
}
