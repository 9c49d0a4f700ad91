import { createServer } from 'node:http';

/*
 * What of Istio's agent Prometheus sees: metrics, at one path of one port.
 */

export const METRICS_PORT = 15_020;

if (require.main === module) {
  createServer((request, response) => {
    const isThere = request.url === '/stats/prometheus';
    response.writeHead(isThere ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(isThere ? 'istio_agent_pilot_xds 1\n' : '');
  }).listen(METRICS_PORT);
  process.once('SIGTERM', () => process.exit(0));
}
