import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: readonly string[] };

const SHIPPED = ['README.md', 'LICENSE', 'package.json', ...files];
const documents = [
  ...readdirSync(ROOT),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map(inDocs),
]
  .filter((file) => file.endsWith('.md'))
  .sort();

function inDocs(file: string): string {
  return join('docs', file);
}

/** Where a document links to in this repository, relative to its root. */
function targets(document: string): readonly string[] {
  const text = readFileSync(join(ROOT, document), 'utf8').replaceAll(/^```.*?^```$/gms, '');
  return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) =>
    relative(ROOT, resolve(ROOT, dirname(document), target!)),
  );
}

const isShipped = (file: string) => SHIPPED.some((shipped) => file === shipped || file.startsWith(`${shipped}/`));

test('every link in the documents leads to a file', () => {
  const dead = documents.flatMap((document) =>
    targets(document)
      .filter((target) => !existsSync(join(ROOT, target)))
      .map((target) => `${document} links to ${target}`),
  );
  expect(dead).toEqual([]);
});

test('what the package shows links to what the package has', () => {
  const outside = documents
    .filter((document) => isShipped(document))
    .flatMap((document) =>
      targets(document)
        .filter((target) => !isShipped(target))
        .map((target) => `${document} links to ${target}`),
    );
  expect(outside).toEqual([]);
});
