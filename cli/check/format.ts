import { REMARK_FORMATS, type RemarkFormat } from '../remarks/format';

export type CheckFormat = 'text' | 'json' | RemarkFormat;

export const CHECK_FORMATS: readonly CheckFormat[] = ['text', 'json', ...REMARK_FORMATS];

export const CHECK_ENDINGS: Readonly<Record<string, CheckFormat>> = {
  '.txt': 'text',
  '.json': 'json',
  '.sarif': 'sarif',
};
