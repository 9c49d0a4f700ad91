import { createServer, type Server } from 'node:http';
import { hostname } from 'node:os';

/*
 * The application of the live tests: it answers with its name on 8080, and to probes on 8081, as the baseline expects.
 */

const servers: Server[] = [];

function serve(port: number, answer: (path: string) => string | undefined): void {
  const server = createServer((request, response) => {
    const body = answer(request.url ?? '/');
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/plain' });
    response.end(body);
  });
  servers.push(server.listen(port));
}

serve(8080, () => hostname());
serve(8081, (path) => (['/livez', '/readyz'].includes(path) ? 'ok' : path === '/metrics' ? 'up 1\n' : undefined));

// What is under way is answered to its end; nothing new is taken.
process.once('SIGTERM', () => {
  for (const server of servers) server.close();
});
