export const SLO_FORMATS = ['text', 'markdown', 'json', 'html'] as const;

export type SloFormat = (typeof SLO_FORMATS)[number];

/** How a file is written, by its ending. */
export const ENDINGS: Readonly<Record<string, SloFormat>> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.html': 'html',
  '.json': 'json',
};
