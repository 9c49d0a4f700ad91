import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envoySchema } from '../../tools/envoy-schema/write';
import { go } from './servers/build';

/** What Istio 1.29 ships, and the version of the types of all proxies that it requires. */
const ENVOY = '1.37.0';
const XDS = 'v0.0.0-20251110193048-8bfbf64dc13e';

const FILE = join(__dirname, '..', '..', 'constructs', 'operators', 'envoy', 'descriptors.ts');

test('the fields that filters are held to are those of the Envoy that Istio ships', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'dwcp-envoy-schema-'));
  const moduleFolder = async (module: string) =>
    (JSON.parse(await go(dir, 'mod', 'download', '-json', module)) as { readonly Dir: string }).Dir;
  try {
    const text = envoySchema(
      {
        envoy: await moduleFolder(`github.com/envoyproxy/go-control-plane/envoy@v${ENVOY}`),
        xds: await moduleFolder(`github.com/cncf/xds/go@${XDS}`),
      },
      ENVOY,
    );
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(FILE, text);
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
