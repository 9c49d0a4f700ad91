/** How remarks are printed: for code scanning, as annotations of GitHub Actions, or as GitLab's code quality. */
export const REMARK_FORMATS = ['sarif', 'github', 'gitlab'] as const;

export type RemarkFormat = (typeof REMARK_FORMATS)[number];

export function isRemarkFormat(format: string): format is RemarkFormat {
  return REMARK_FORMATS.some((one) => one === format);
}
