/** Documents for `kubectl`, or a list of them. */
export const ADMISSION_FORMATS = ['yaml', 'json'] as const;

export type AdmissionFormat = (typeof ADMISSION_FORMATS)[number];

/** How a file is written, by its ending. */
export const ADMISSION_ENDINGS: Readonly<Record<string, AdmissionFormat>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.json': 'json',
};

/** Whether what breaks a rule is taken with a warning and a line in the audit log, or refused. */
export const MODES = ['audit', 'deny'] as const;

export type Mode = (typeof MODES)[number];
