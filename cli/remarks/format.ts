import { annotationsText } from './annotations';
import { codeQualityText } from './code-quality';
import type { Remarks } from './remark';
import { sarifText } from './sarif';

const PRINTERS = { sarif: sarifText, github: annotationsText, gitlab: codeQualityText } as const;

/** How remarks are printed: for code scanning, as annotations of GitHub Actions, or as GitLab's code quality. */
export type RemarkFormat = keyof typeof PRINTERS;

export const REMARK_FORMATS = Object.keys(PRINTERS) as readonly RemarkFormat[];

export function isRemarkFormat(format: string): format is RemarkFormat {
  return format in PRINTERS;
}

export function printed(remarks: Remarks, format: RemarkFormat): string {
  return PRINTERS[format](remarks);
}
