/** Where a demand comes from, for people. */
export interface Citation {
  readonly title: string;
  readonly url?: string;
}

const PSS = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';
const NSA =
  'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF';

/** Chapters of the Kubernetes Hardening Guidance of NSA and CISA, and of the production best practices. */
const CHAPTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PSS: { baseline: 'baseline', restricted: 'restricted' },
  NSA: {
    'non-root': 'Non-root containers',
    'immutable-filesystems': 'Immutable container file systems',
    'secure-images': 'Building secure container images',
    'pod-security': 'Pod security enforcement',
    'service-account-tokens': 'Protecting pod service account tokens',
    'hardened-environments': 'Hardening container environments',
    'network-policies': 'Network policies',
    'resource-policies': 'Resource policies',
    encryption: 'Encryption',
    secrets: 'Secrets',
    'cloud-infrastructure': 'Protecting sensitive cloud infrastructure',
    authorization: 'Authentication and authorization',
  },
  practices: {
    'deployment-checklist': 'a deployment is healthy before it goes on',
    authorization: 'the least privilege that does the work',
    'secrets-management': 'secrets live in Vault, rotate within 90 days and differ by environment',
    'network-security': 'deny by default, mutual TLS between services, TLS 1.3 to the outside',
  },
};

/** What a reference stands for; undefined for one that nobody knows. */
export function citationOf(text: string): Citation | undefined {
  if (text.startsWith('https://')) return { title: text, url: text };
  const [, book = '', chapter = ''] = /^(\w+):(.+)$/.exec(text) ?? [];
  if (book === 'CIS')
    return /^5(\.\d+){2}$/.test(chapter) ? { title: `CIS Kubernetes Benchmark, ${chapter}` } : undefined;
  const title = Object.hasOwn(CHAPTERS, book) ? CHAPTERS[book]?.[chapter] : undefined;
  if (title === undefined) return undefined;
  if (book === 'PSS') return { title: `Pod Security Standard, ${title}`, url: PSS };
  if (book === 'NSA') return { title: `NSA/CISA Kubernetes Hardening Guidance, “${title}”`, url: NSA };
  return { title: `Production best practices: ${title}` };
}
