import type { Change } from './change';

/** Changes of who may talk to whom. */
export const CONNECTIONS: readonly Change[] = [
  {
    id: 'new-edge',
    title: 'Let the worker call the API',
    environment: 'production',
    edits: [
      {
        file: 'stacks/platform.ts',
        from: '  redis.grantReadWrite(worker);\n',
        to: '  redis.grantReadWrite(worker);\n  worker.connections.allowTo(api);\n',
      },
    ],
  },
  {
    id: 'removed-edge',
    title: 'Take Redis away from the worker, which no longer uses it',
    environment: 'production',
    edits: [{ file: 'stacks/platform.ts', from: '  redis.grantReadWrite(worker);\n', to: '' }],
  },
  {
    id: 'new-exposed-host',
    title: 'Open the API to partners under a name of their own',
    environment: 'production',
    edits: [
      {
        file: 'stacks/platform.ts',
        from: "  gateway.expose(api, { path: '/api', cache: 'private' });\n",
        to: `  gateway.expose(api, { path: '/api', cache: 'private' });

  const partners = new Gateway(environment, 'partners', {
    domain: \`partners.\${facts.domain}\`,
    clientCidrs: ['198.51.100.0/24'],
    certificateIssuer: facts.certificateIssuer,
    identity: facts.identity,
  });
  partners.expose(api, { path: '/api/partners' });
`,
      },
    ],
  },
];
