import type { BackupFacts } from '../../constructs';

/** How a database of tests is backed up. */
export const BACKUP = { owner: 'dba@example.com', schedule: '30 2 * * *', retentionDays: 30 } as const;

/** Where what is backed up in tests goes. */
export const BACKUP_STORE: BackupFacts = {
  endpoint: 'https://s3.example.com',
  bucket: 'backups',
  region: 'eu-central-1',
  ranges: ['198.51.100.0/24'],
  image: `ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.15.0@sha256:${'cd'.repeat(32)}`,
};

/** The certificate of an authority that nobody has the key of any more; it ends in 2046. */
export const STORE_AUTHORITY: string = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBjTCCATOgAwIBAgIUV1q0grWyLRYSYZhbmhXtq7lXCuIwCgYIKoZIzj0EAwIw',
  'HDEaMBgGA1UEAwwRc3RvcmUuZXhhbXBsZS5jb20wHhcNMjYxMTI5MTQ1OTA5WhcN',
  'NDYxMTI0MTQ1OTA5WjAcMRowGAYDVQQDDBFzdG9yZS5leGFtcGxlLmNvbTBZMBMG',
  'ByqGSM49AgEGCCqGSM49AwEHA0IABCsFfT36XZk3Y9B7jZyhao05ZTFCEMy3FTJd',
  'Nl0RDRckXmEpqyYwrnVZMovrIbyW+ZDkVR0GcXIqehitSJ9aesajUzBRMB0GA1Ud',
  'DgQWBBRgYeNOqsLamV33ZPjXW+TNjWC8yjAfBgNVHSMEGDAWgBRgYeNOqsLamV33',
  'ZPjXW+TNjWC8yjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDV',
  '/OYNbyyl65juJJug+P+Kex32bm8YemM212fd8zEoqQIgLlX6PjsavP0YB8VTTba2',
  'JRr5Lux0D4zed6TZ5AC5bIs=',
  '-----END CERTIFICATE-----',
  '',
].join('\n');
