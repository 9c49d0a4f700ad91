import { remember } from './remember';

/** What has been read, by how it is written: most policies hold the same few rules, peers and ports. */
export class Readings<T> {
  private readonly byText = new Map<string, T>();

  /** The reading of what is written, which is read when it is met first. */
  of(written: unknown, read: () => T): T {
    return remember(this.byText, JSON.stringify(written), read);
  }
}
