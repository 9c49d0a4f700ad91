import type { EnvironmentReport } from '../../report';
import { wrongIn } from '../../told/rules';
import { escaped } from './escaped';
import type { Where } from './findings';
import type { Part } from './fitted';

/** What the rules find wrong, whether or not it is new; nothing where all is well. */
export function ruleParts(environments: readonly EnvironmentReport[], where: Where): readonly Part[] {
  const told = wrongIn(environments);
  if (told.length === 0) return [];
  return [
    {
      head: `\n<details><summary>All that the rules find wrong, new or not: ${told.length}</summary>\n\n`,
      items: told.map(
        ({ what, environments: names }) =>
          () =>
            `- ${escaped(what)}${where(names)}\n`,
      ),
      foot: '\n</details>\n',
      left: (count) => `- … and ${count} more\n`,
    },
  ];
}
