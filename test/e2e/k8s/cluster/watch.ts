import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { Api } from './api';
import type { Manifest } from './manifest';

type Change = 'ADDED' | 'MODIFIED' | 'DELETED';

/** A list and then its changes; it begins again when the server ends it. */
export class Watch<T extends Manifest> {
  private stopped = false;
  private response?: IncomingMessage;

  constructor(private readonly api: Api, private readonly path: string, private readonly tell: (change: Change, object: T) => void) {
    void this.follow();
  }

  public stop(): void {
    this.stopped = true;
    this.response?.destroy();
  }

  private async follow(): Promise<void> {
    while (!this.stopped) {
      try {
        const version = await this.listed();
        this.response = await this.api.open('GET', `${this.path}${this.path.includes('?') ? '&' : '?'}watch=1&resourceVersion=${version}`);
        for await (const line of createInterface({ input: this.response })) {
          const { type, object } = JSON.parse(line) as { type: Change | 'ERROR'; object: T };
          if (type === 'ERROR') break;
          if (!this.stopped) this.tell(type, object);
        }
      } catch {
        // the server is not there yet, or no longer
      }
      if (!this.stopped) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private async listed(): Promise<string> {
    const { items, metadata } = await this.api.get<Manifest>(this.path) as unknown as { items: T[]; metadata: { resourceVersion: string } };
    if (!this.stopped) items.forEach((object) => this.tell('ADDED', object));
    return metadata.resourceVersion;
  }
}
