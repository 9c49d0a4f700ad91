import { printable } from '../terminal/printable';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { escapeXml } from './xml';

export interface PageParts {
  readonly title: string;
  /** Under the title: HTML. */
  readonly lead: string;
  /** What a search may be for. */
  readonly finds: string;
  /** HTML. */
  readonly main: string;
  /** Rules of CSS beside those of every page. @default - none */
  readonly style?: string;
}

/** One file for a browser, with a search over what it holds. It loads nothing from anywhere, and is read without its script too. */
export function page({ title, lead, finds, main, style = '' }: PageParts): string {
  const name = escapeXml(title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${name}</title>
<style>${STYLE}${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><div>
<div><h1>${name}</h1>${lead}</div>
<div class="find"><label for="q">Find</label><input id="q" type="search" placeholder="${escapeXml(finds)}   ( / )" autocomplete="off" spellcheck="false"><output id="found" for="q" aria-live="polite"></output></div>
</div></header>
<main id="main" tabindex="-1">
${main}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The words that a search finds something by, as an attribute of its element. */
export function foundBy(words: Iterable<string>): string {
  return `data-names="${escapeXml(JSON.stringify([...new Set(words)].map(printable)))}"`;
}

/** Plain data for the script, beside what it is about. */
export function dataFor(value: object): string {
  // Only `<` could end the script before its end.
  return `<script type="application/json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
}
