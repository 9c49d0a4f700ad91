import { renderMarkdown } from '../../../../cli/preview/formats/markdown/markdown';
import { environmentReport, finding, NO_DIFFERENCE, reportOf, shut } from './reports';
import { severalEnvironments } from './several';

const SEVERAL = `## ⛔ Blocked in production: wider-reachability stops it, since shop/web can reach shop/db on 5432/TCP

| Environment | Outcome | Security | Blast radius | Resources | Change |
| --- | --- | --- | --- | --- | --- |
| **staging** | ⚠️ needs review | 1 worse | 1 neutral | 1 changed | standard |
| **production** | ⛔ blocked | 1 worse | 1 neutral | 1 changed | normal |

Compared: \`main (1a2b3c4)\` → \`the working tree\`

> **production would get what staging never had**
>
> - spec.replicas of Deployment shop/web

### What stops it

\`wider-reachability\`: a connection becomes possible, or may become so

- ⛔ shop/web can reach shop/db on 5432/TCP — production, and only told in staging
  - by NetworkPolicy shop/db

<details><summary>It is meant to happen: what to add to <code>dwcp.passes.yaml</code></summary>

\`\`\`yaml
passes:
  - gate: wider-reachability
    environments: [production]
    subjects:
      - shop/web → shop/db
    owner: # the team that answers for it
    reason: # why it is meant to happen
    expires: # the last day on which it holds
\`\`\`

</details>

### Blast radius: 1 neutral

**Restarts**

- ▫️ Deployment shop/web restarts — staging, production

### Change management

- **Normal** change, needs the approval of the Change Advisory Board — production
  - since the schema changes
  - ▫️ 48 hours to its window

<details><summary>Checklist of the deployment: 1 of 3 are left to people</summary>

**Before**

- [x] Every mandatory rule passes: 12 verdicts — production

**During**

- [ ] Somebody watches the metrics — production
- [x] Migrations are done: not needed — production

</details>

### Resources

<details open><summary>Deployment: 1 changed</summary>

\`\`\`diff
@@ shop/web (staging, production) @@
! spec.image: web:1 → web:2
! spec.replicas: 2 → 4 (production)
\`\`\`

</details>

1 resource is declared by another construct and 1 resource waits for something else: nothing happens to what runs.
`;

test('a report says first what it comes to, and everything once, with the environments that it is true of', () => {
  expect(renderMarkdown(severalEnvironments())).toBe(SEVERAL);
});

test('one environment is not named again with each thing', () => {
  const report = reportOf(
    environmentReport({ findings: [finding(), finding({ effect: 'better', says: 'c is closed' })] }),
  );
  expect(renderMarkdown(report).split('\n').slice(0, 13)).toEqual([
    '## ⚠️ Needs review in production: a can reach b on 80/TCP',
    '',
    '| Environment | Outcome | Security | Blast radius | Resources | Change |',
    '| --- | --- | --- | --- | --- | --- |',
    '| **production** | ⚠️ needs review | 1 worse, 1 better | – | – | standard |',
    '',
    'Compared: `main (1a2b3c4)` → `the working tree`',
    '',
    '### Security: 1 worse, 1 better',
    '',
    '**Connections**',
    '',
    '- ⚠️ a can reach b on 80/TCP',
  ]);
});

test('a section that leaves out what stops the change says so', () => {
  const stopped = finding({ gate: 'wider-reachability' });
  const report = environmentReport({
    findings: [stopped, finding({ effect: 'better', subject: 'c' })],
    gates: [shut('wider-reachability', 'a → b')],
  });
  expect(renderMarkdown(reportOf(report))).toContain('\n### Security, besides what stops it: 1 better\n');
});

test('what is stopped wherever it is found is told nowhere only', () => {
  const stopped = { findings: [finding({ gate: 'wider-reachability' })], gates: [shut('wider-reachability', 'a → b')] };
  const report = reportOf(environmentReport({ environment: 'staging', ...stopped }), environmentReport(stopped));
  expect(renderMarkdown(report)).toContain('- ⛔ a can reach b on 80/TCP — staging, production\n');
});

test('nothing changes: that is all it says', () => {
  expect(renderMarkdown(reportOf(environmentReport()))).toBe(`## ✅ Safe in production: nothing changes

| Environment | Outcome | Security | Blast radius | Resources | Change |
| --- | --- | --- | --- | --- | --- |
| **production** | ✅ safe | – | – | – | standard |

Compared: \`main (1a2b3c4)\` → \`the working tree\`
`);
});

describe('a report that is larger than a comment', () => {
  const subjects = Array.from({ length: 3000 }, (_, index) => `shop/caller-${index} → shop/db`);
  const findings = subjects.map((subject) =>
    finding({ subject, says: `${subject} on 5432/TCP`, gate: 'wider-reachability' }),
  );
  const changed = Array.from({ length: 3000 }, (_, index) => ({
    id: `${index % 2 === 0 ? 'apps/v1/Deployment' : 'v1/ConfigMap'} shop/some-${index}`,
    fields: [{ field: 'spec.replicas', steps: ['spec', 'replicas'], before: 1, after: 2 }],
  }));
  const report = reportOf(
    environmentReport({
      findings,
      gates: [shut('wider-reachability', ...subjects)],
      diff: { ...NO_DIFFERENCE, changed },
      verdicts: [],
    }),
  );
  const markdown = renderMarkdown(report);

  test('fits into one, and its summary is whole', () => {
    expect(Buffer.byteLength(markdown)).toBeLessThan(65_536);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(60_000);
    expect(markdown).toContain('## ⛔ Blocked in production: wider-reachability stops it, for 3000 reasons\n');
    expect(markdown).toContain('| **production** | ⛔ blocked | 3000 worse | – | 3000 changed | standard |');
  });

  test('does not propose to let all of that through', () => {
    expect(markdown).toContain('\nWhoever means all of it to happen names it in `dwcp.passes.yaml`.\n');
  });

  test('says how much it left out, in each place and at the end, and shows some of every kind', () => {
    const [more, left] = [[...markdown.matchAll(/… and (\d+) more/g)], /no room for (\d+) of/.exec(markdown)];
    expect(more.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(Number(left?.[1]));
    const shown = markdown.match(/^- ⛔|^@@/gm)?.length ?? 0;
    expect(shown + Number(left?.[1])).toBe(6000);
    expect(markdown).toContain('Deployment: 1500 changed');
    expect(markdown).toContain('ConfigMap: 1500 changed');
  });

  test('leaves nothing open', () => {
    expect(markdown.match(/<details/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
    expect((markdown.match(/^```/gm)?.length ?? 1) % 2).toBe(0);
  });
});

test('a long list shows its worst and folds the rest, and one more is not folded', () => {
  const some = (count: number) =>
    renderMarkdown(
      reportOf(
        environmentReport({
          findings: Array.from({ length: count }, (_, index) =>
            finding({ subject: `${index}`, says: `it is ${index}` }),
          ),
        }),
      ),
    );
  expect(some(8)).not.toContain('<details>');
  expect(some(20)).toContain('- ⚠️ it is 6\n\n<details><summary>13 more</summary>\n\n- ⚠️ it is 7\n');
});

test('many details of one thing are folded under it', () => {
  const details = ['one', 'two', 'three', 'four'];
  const shown = (some: readonly string[]) =>
    renderMarkdown(reportOf(environmentReport({ findings: [finding({ details: some })] })));
  expect(shown(details.slice(1))).toContain('- ⚠️ a can reach b on 80/TCP\n  - two\n  - three\n  - four\n');
  expect(shown(details)).toContain(
    '- ⚠️ a can reach b on 80/TCP\n  <details><summary>4 details</summary>\n\n  - one\n  - two\n  - three\n  - four\n\n  </details>\n',
  );
});

test('what somebody wrote cannot leave its place: no markup, no mention, no end of a block', () => {
  const hostile = '</details> ``` @admin ![x](http://evil.example) | \n# Approved';
  const report = reportOf(
    environmentReport({
      environment: 'production',
      before: hostile,
      findings: [finding({ says: hostile, details: [hostile] })],
      diff: {
        ...NO_DIFFERENCE,
        changed: [
          {
            id: 'v1/ConfigMap shop/x',
            fields: [
              { field: `data["${hostile}"]`, steps: ['data', hostile], after: 'a' },
              { field: 'data["\n```\n"]', steps: ['data', '\n```\n'], after: 'a' },
              {
                field: 'data.text',
                steps: ['data', 'text'],
                before: `${hostile}\n\`\`\`\n`,
                after: `a\n\`\`\`\n${hostile}\n`,
              },
            ],
          },
        ],
      },
    }),
  );
  const markdown = renderMarkdown(report);
  expect(markdown).not.toMatch(/^# Approved/m);
  expect(markdown.match(/^ {0,3}```/gm)).toHaveLength(2);
  const outside = markdown.replace(/```diff[\s\S]*?\n```\n/g, '').replace(/````.*?````/g, '');
  expect(outside).not.toContain('@admin');
  expect(outside.match(/<\/details>/g)).toHaveLength(1);
  expect(outside).not.toContain('![x]');
});
