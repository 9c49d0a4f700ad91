/** Something that can be connected to: an address or a name, and a port. */
export interface Door {
  readonly host: string;
  readonly port: number;
  /** What it is called where it is told: `pod api-0`, `Service api.shop`. */
  readonly called: string;
}
