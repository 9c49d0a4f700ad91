import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { claimsPages } from '../../tools/claims-page/markdown';
import { PROVEN } from '../claims/proven';
import { UNPROVEN } from '../claims/unproven';
import { ROOT } from '../support/reference';

test.each([...claimsPages()].map(([file, text]) => [basename(file), file, text]))(
  '%s is what the lists say: npm run generate',
  (_, file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);

test('each statement stands where it is said to, and once', () => {
  const all = [...PROVEN, ...UNPROVEN];
  const where = all.flatMap((claim) => claim.where);
  expect(where.filter((path) => !existsSync(join(ROOT, path.split('#')[0]!)))).toEqual([]);
  const sections = documents().flatMap(({ file, sections }) => sections.map(({ anchor }) => `${file}${anchor}`));
  expect(where.filter((path) => path.includes('#') && !sections.includes(path))).toEqual([]);
  expect(all.filter(({ where }) => where.length === 0)).toEqual([]);
  expect(new Set(all.map(({ statement }) => statement)).size).toBe(all.length);
});

test.each(PROVEN.map((claim) => [claim.statement, claim] as const))(
  'a test shows that %s',
  (_, { test: { file, title } }) => {
    const said = readFileSync(join(ROOT, 'test', 'e2e', file), 'utf8');
    expect(said.split('\n').filter((line) => line.includes(title) && !line.trim().startsWith('//'))).not.toEqual([]);
  },
);

/** Sections that name another program, and say nothing of what it does that another section does not. */
const OF_OURSELVES = [
  'docs/deploy.md#after-a-run-that-did-not-end-well',
  'docs/default-deny.md#no-name-resolves-where-nodes-have-a-dns-cache',
  'docs/guides/outputs.md#by-a-stackreference',
  'docs/guides/adopt-existing.md#1-look',
];

const PROGRAMS =
  /\b(Istio|istiod|Envoy|Vault|CloudNativePG|cert-manager|Cilium|GKE|EKS|kubelets?|Prometheus|Pulumi|Kubernetes|API server|PgBouncer|PostgreSQL|Redis|GitHub|GitLab)\b/;

test('each section of a document that speaks of another program has a statement that was run, or that says what is wanting', () => {
  const named = new Set([...PROVEN, ...UNPROVEN].flatMap(({ where }) => where));
  const spoken = documents().flatMap(({ file, sections }) =>
    sections.filter(({ text }) => PROGRAMS.test(text)).map(({ anchor }) => `${file}${anchor}`),
  );
  expect(spoken.filter((section) => !named.has(section) && !OF_OURSELVES.includes(section))).toEqual([]);
  expect(OF_OURSELVES.filter((section) => named.has(section))).toEqual([]);
});

interface Document {
  readonly file: string;
  readonly sections: readonly { readonly anchor: string; readonly text: string }[];
}

/** What says how the platform is run, section by section; what comes first in a document has no anchor. Code left out. */
function documents(): readonly Document[] {
  const guides = readdirSync(join(ROOT, 'docs', 'guides')).map((name) => `docs/guides/${name}`);
  return ['docs/deploy.md', 'docs/default-deny.md', ...guides].map((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/^ *```.*?^ *```$/gms, '');
    const sections = text.split(/^(?=##+ )/m).map((section) => ({ anchor: anchorOf(section), text: section }));
    return { file, sections };
  });
}

/** As GitHub makes it of a heading. */
function anchorOf(section: string): string {
  const heading = /^##+ (.*)$/m.exec(section.split('\n')[0]!)?.[1];
  if (heading === undefined) return '';
  return `#${heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\d _-]/gu, '')
    .replaceAll(' ', '-')}`;
}
