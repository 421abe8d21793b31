import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who talks to the API server, and the groups that say what they may; those that are not given any are bound to a role. */
const USERS = {
  'admin': 'system:masters',
  'system:kube-controller-manager': '',
  'system:kube-scheduler': '',
} as const;

export type User = keyof typeof USERS;

/** The users of one cluster, each with a token. */
export class Users {
  private readonly tokens = new Map<string, string>(Object.keys(USERS).map((name) => [name, randomUUID()]));

  constructor(private readonly folder: string) {}

  public token(user: User): string {
    return this.tokens.get(user)!;
  }

  /** The API server's list. */
  public tokenFile(): string {
    return this.write('tokens.csv', Object.entries(USERS).map(([name, groups]) => `${this.tokens.get(name)},${name},${name},"${groups}"`).join('\n'));
  }

  /** What a program needs to be one of them. */
  public kubeconfig(user: string, token: string, server: string, caFile: string): string {
    return this.write(`${user.replaceAll(':', '-')}.kubeconfig`, JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'clusters': [{ name: 'it', cluster: { server, 'certificate-authority': caFile } }],
      'users': [{ name: user, user: { token } }],
      'contexts': [{ name: 'it', context: { cluster: 'it', user } }],
      'current-context': 'it',
    }));
  }

  private write(name: string, text: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  }
}
