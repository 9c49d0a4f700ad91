/** A part of a file that is read by itself. */
export interface Chunk {
  readonly text: string;
  /** Lines of the file before it. */
  readonly line: number;
}

/** As the decoder of Kubernetes has it: three dashes at the start of a line, and at most a comment after them. */
const SEPARATOR = /^---[ \t]*(?:#[^\n\r]*)?\r?$/gm;

const NOTHING = /^(?:\s|#[^\n]*(?:\n|$)|%[^\n]*(?:\n|$))*$/;

/** The documents of a file, by its separators, and objects of JSON that stand one after the other, by their braces. */
export function chunksOf(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  const add = (part: string, line: number) => {
    if (!NOTHING.test(part.slice(0, 2_000)) || part.length > 2_000) chunks.push(...objectsOfJson(part, line));
  };
  let [start, line] = [0, 0];
  for (const { index, 0: separator } of text.matchAll(SEPARATOR)) {
    const part = text.slice(start, index);
    add(part, line);
    line += linesIn(part);
    start = index + separator.length;
    if (text[start] === '\n') {
      start++;
      line++;
    }
  }
  add(text.slice(start), line);
  return chunks;
}

/** JSON has no separators: an object begins where the one before it ends. Anything else is one chunk of YAML. */
function objectsOfJson(text: string, line: number): readonly Chunk[] {
  const whole = [{ text, line }];
  if (!/^\s*\{\s*"/.test(text)) return whole;
  const chunks: Chunk[] = [];
  let [start, before] = [0, line];
  while (/\S/.test(text.slice(start, start + 1_000)) || start + 1_000 < text.length) {
    const end = endOfObject(text, start);
    if (end === undefined) return whole;
    const part = text.slice(start, end);
    chunks.push({ text: part, line: before });
    before += linesIn(part);
    start = end;
  }
  return chunks;
}

/** Where the object that begins next ends; nothing where none begins, or it does not end. */
function endOfObject(text: string, from: number): number | undefined {
  const start = text.slice(from).search(/\S/) + from;
  if (text[start] !== '{') return undefined;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfText(text, at);
    } else if (code === OPEN) depth++;
    else if (code === CLOSE && --depth === 0) return at + 1;
  }
  return undefined;
}

const [QUOTE, OPEN, CLOSE] = [34, 123, 125];

/** Where the quote is that closes a text. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return text.length;
    let escapes = 0;
    while (text[quote - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return quote;
    at = quote + 1;
  }
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
