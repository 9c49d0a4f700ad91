export const ONCALL_FORMATS = ['text', 'markdown', 'json'] as const;

export type OnCallFormat = (typeof ONCALL_FORMATS)[number];

/** How a file is written, by its ending. */
export const ENDINGS: Readonly<Record<string, OnCallFormat>> = { '.txt': 'text', '.md': 'markdown', '.json': 'json' };
