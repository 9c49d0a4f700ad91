export const DOCTOR_FORMATS = ['text', 'json'] as const;

export type DoctorFormat = (typeof DOCTOR_FORMATS)[number];

/** How a file is written, by its ending. */
export const ENDINGS: Readonly<Record<string, DoctorFormat>> = { '.txt': 'text', '.json': 'json' };
