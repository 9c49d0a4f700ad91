import type { Comparison } from '../comparison';
import type { Finding } from '../finding';
import type { ChangeClass } from './class';

export function classify(_comparison: Comparison, findings: readonly Finding[]): ChangeClass {
  const because = findings.filter(({ topic }) => topic === 'data').map(({ says }) => says);
  if (because.length === 0) return { class: 'standard', because, approvals: [] };
  return { class: 'normal', because, approvals: ['Change Advisory Board'] };
}
