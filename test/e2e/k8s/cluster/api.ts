import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { Manifest } from './manifest';
import { Watch } from './watch';

/** The API server said no. */
export class ApiError extends Error {
  constructor(public readonly code: number, public readonly reason: string, message: string) {
    super(message);
  }
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** The API server, as one of its users. */
export class Api {
  private readonly resources = new Map<string, Promise<Resource[]>>();
  private readonly agent: Agent;

  /** @param ca certificate of the server itself, in PEM */
  constructor(
    private readonly url: string,
    private readonly ca: string,
    private readonly token: string,
    private readonly headers: Record<string, string | string[]> = {},
  ) {
    this.agent = new Agent({ ca, keepAlive: true });
  }

  /** As somebody else, which an administrator may be. */
  public as(user: string, ...groups: string[]): Api {
    return new Api(this.url, this.ca, this.token, { 'impersonate-user': user, 'impersonate-group': ['system:authenticated', ...groups] });
  }

  public async get<T extends Manifest>(path: string): Promise<T> {
    return await this.send('GET', path) as T;
  }

  public async list<T extends Manifest>(path: string): Promise<T[]> {
    return (await this.send('GET', path) as { items: T[] }).items;
  }

  /** Makes it so, server side; a field that the server does not know is an error and not left out. */
  public async apply(manifest: Manifest): Promise<Manifest> {
    const path = `${await this.pathOf(manifest)}?fieldManager=spillway-e2e&fieldValidation=Strict&force=true`;
    return await this.send('PATCH', path, manifest, 'application/apply-patch+yaml') as Manifest;
  }

  public async create(manifest: Manifest): Promise<Manifest> {
    const path = (await this.pathOf(manifest)).replace(/\/[^/]+$/, '');
    return await this.send('POST', `${path}?fieldValidation=Strict`, manifest) as Manifest;
  }

  public async patch(path: string, patch: object): Promise<void> {
    await this.send('PATCH', path, patch, 'application/merge-patch+json');
  }

  public async post(path: string, body: object): Promise<unknown> {
    return this.send('POST', path, body);
  }

  public async delete(path: string, options: object = {}): Promise<void> {
    await this.send('DELETE', path, options).catch((error: ApiError) => {
      if (error.code !== 404) throw error;
    });
  }

  /** Tells of all objects there are and of each change, until it is stopped. */
  public watch<T extends Manifest>(path: string, tell: (change: 'ADDED' | 'MODIFIED' | 'DELETED', object: T) => void): Watch<T> {
    return new Watch(this, path, tell);
  }

  /** Path of an object, whose kind the server has to know. */
  public async pathOf({ apiVersion, kind, metadata: { name, namespace } }: Manifest): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = async () => (await this.resourcesAt(root)).find((resource) => resource.kind === kind && !resource.name.includes('/'));
    let resource = await known();
    if (!resource) {
      this.resources.delete(root);
      resource = await known();
    }
    if (!resource) throw new Error(`the server knows no ${apiVersion} ${kind}`);
    if (resource.namespaced && !namespace) throw new Error(`${kind} ${name} is in no namespace`);
    return `${root}${resource.namespaced ? `/namespaces/${namespace}` : ''}/${resource.name}/${name}`;
  }

  /** The answer as it comes, for as long as it comes. */
  public open(method: string, path: string, body?: object, type = 'application/json'): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const text = body && JSON.stringify(body);
      const headers = { ...this.headers, authorization: `Bearer ${this.token}`, accept: 'application/json', ...(text && { 'content-type': type, 'content-length': Buffer.byteLength(text) }) };
      const sent = request(this.url + path, { method, agent: this.agent, headers }, resolve);
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // the server closes a connection that was idle for a minute and a half just when it is used again
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(this.open(method, path, body, type));
        else reject(error);
      });
      sent.end(text);
    });
  }

  private resourcesAt(root: string): Promise<Resource[]> {
    const known = this.resources.get(root) ?? this.send('GET', root).then((list) => (list as { resources: Resource[] }).resources);
    this.resources.set(root, known);
    known.catch(() => this.resources.delete(root));
    return known;
  }

  private async send(method: string, path: string, body?: object, type?: string): Promise<unknown> {
    const response = await this.open(method, path, body, type);
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk;
    const answer = /^[[{]/.test(text) ? JSON.parse(text) as { message?: string; reason?: string } : { message: text };
    const code = response.statusCode ?? 0;
    if (code >= 400) throw new ApiError(code, answer.reason ?? '', `${method} ${path}: ${code} ${answer.message}`);
    return answer;
  }
}
