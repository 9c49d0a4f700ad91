import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback, at a port that was free. */
export interface Listening {
  readonly address: string;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  /** In the text format of Prometheus, which asks for its type. @default - empty */
  readonly body?: string;
}

export async function listening(answer: (request: IncomingMessage) => Promise<Answer>): Promise<Listening> {
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4' }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}`, stop };
}
