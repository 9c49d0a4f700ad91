export const DIAGNOSIS_FORMATS = ['text', 'json'] as const;

export type DiagnosisFormat = (typeof DIAGNOSIS_FORMATS)[number];

/** How a file is written, by its ending. */
export const ENDINGS: Readonly<Record<string, DiagnosisFormat>> = { '.txt': 'text', '.json': 'json' };
