import { jsonText } from '../../terminal/json';
import type { Report } from '../report';
import { renderReportPage } from './html/page';
import { reportJson } from './json';
import { renderMarkdown } from './markdown/markdown';
import { renderText } from './text/text';

const FORMATS = ['text', 'markdown', 'json', 'html'] as const;

export type Format = (typeof FORMATS)[number];

/** A report as it is printed, in lines of some width where it is read on a terminal. */
export async function rendered(report: Report, format: Format, width?: number): Promise<string> {
  switch (format) {
    case 'json':
      return jsonText(reportJson(report));
    case 'markdown':
      return renderMarkdown(report);
    case 'html':
      return renderReportPage(report);
    case 'text':
      return renderText(report, width);
  }
}
