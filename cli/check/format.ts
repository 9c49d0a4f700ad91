import { REMARK_FORMATS, type RemarkFormat } from '../remarks/format';

export type CheckFormat = 'text' | 'json' | 'junit' | 'markdown' | RemarkFormat;

export const CHECK_FORMATS: readonly CheckFormat[] = ['text', 'json', 'markdown', 'junit', ...REMARK_FORMATS];

export const CHECK_ENDINGS: Readonly<Record<string, CheckFormat>> = {
  '.txt': 'text',
  '.json': 'json',
  '.md': 'markdown',
  '.xml': 'junit',
  '.sarif': 'sarif',
};
