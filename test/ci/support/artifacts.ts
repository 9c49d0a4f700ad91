import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Uses } from './composite';

/** https://docs.github.com/actions/reference/workflows-and-actions/store-and-share-data: no name may have one of these. */
const FORBIDDEN = /["<>:|*?\r\n\\/]/;

/** The artifacts of every run of a repository, and the two actions that put and get them, with what each refuses. */
export class Artifacts {
  private readonly folder = mkdtempSync(join(tmpdir(), 'dwcp-artifacts-'));

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Where an artifact lies. */
  at(run: string, name: string): string {
    return join(this.folder, run, name);
  }

  files(run: string, name: string): readonly string[] {
    return existsSync(this.at(run, name)) ? readdirSync(this.at(run, name)).sort() : [];
  }

  /** actions/upload-artifact, in a run. */
  upload(run: string): Uses {
    return ({ name = 'artifact', path = '', overwrite, 'if-no-files-found': missing = 'warn' }) => {
      if (FORBIDDEN.test(name)) throw new Error(`The artifact name is not valid: ${name}`);
      if (!existsSync(path) || readdirSync(path).length === 0) {
        if (missing === 'error') throw new Error(`No files were found with the provided path: ${path}`);
        return {};
      }
      if (existsSync(this.at(run, name)) && overwrite !== 'true')
        throw new Error('Conflict: an artifact with this name already exists on the workflow run');
      rmSync(this.at(run, name), { recursive: true, force: true });
      cpSync(path, this.at(run, name), { recursive: true });
      return { 'artifact-url': `https://github.com/example/shop/actions/runs/${run}/artifacts/1` };
    };
  }

  /** actions/download-artifact, in a run: of another run it needs a token. */
  download(run: string): Uses {
    return ({ name = '', path = '.', 'run-id': asked = run, 'github-token': token = '' }) => {
      const from = token === '' ? run : asked;
      if (!existsSync(this.at(from, name)))
        throw new Error(`Unable to download artifact(s): Artifact not found for name: ${name}`);
      mkdirSync(path, { recursive: true });
      cpSync(this.at(from, name), path, { recursive: true });
      return { 'download-path': path };
    };
  }
}
