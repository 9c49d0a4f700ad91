import { REMARK_FORMATS, type RemarkFormat } from '../remarks/format';
import type { Format } from './formats';

/** How a preview is printed: as a report, or as remarks beside the code. */
export type PreviewFormat = Format | RemarkFormat;

export const PREVIEW_FORMATS: readonly PreviewFormat[] = ['text', 'markdown', 'json', 'html', ...REMARK_FORMATS];

/** How a file is written, by the ending of its name. */
export const PREVIEW_ENDINGS: Readonly<Record<string, PreviewFormat>> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.json': 'json',
  '.html': 'html',
  '.sarif': 'sarif',
};
