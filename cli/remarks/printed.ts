import { annotationsText } from './annotations';
import { codeQualityText } from './code-quality';
import type { RemarkFormat } from './format';
import type { Remarks } from './remark';
import { sarifText } from './sarif';

const PRINTERS: Readonly<Record<RemarkFormat, (remarks: Remarks) => string>> = {
  sarif: sarifText,
  github: annotationsText,
  gitlab: codeQualityText,
};

export function printed(remarks: Remarks, format: RemarkFormat): string {
  return PRINTERS[format](remarks);
}
