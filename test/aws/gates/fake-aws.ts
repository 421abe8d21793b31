import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  /** Of the service's API; for one without a name on the wire, its path. */
  readonly operation: string;
  readonly body: Record<string, unknown>;
  readonly headers: IncomingMessage['headers'];
}

type Answer = object | ((body: Record<string, unknown>) => object);

/** An answer with a status other than 200. */
export class Refusal extends Error {
  constructor(public readonly status: number, public readonly body: object) {
    super(JSON.stringify(body));
  }
}

/** Answers as AWS does over the wire, with what a test says; what nobody has said an answer for is denied. */
export class FakeAws {
  public readonly calls: Call[] = [];
  private answers: Record<string, Answer> = {};
  private readonly server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => text += chunk.toString());
    request.on('end', () => {
      const operation = `${request.headers['x-amz-target'] ?? ''}`.split('.').pop() || request.url!.split('?')[0];
      const form = `${request.headers['content-type']}`.includes('x-www-form-urlencoded');
      const body = form ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text || '{}') as Record<string, unknown>;
      this.calls.push({ operation: form ? `${body.Action}` : operation, body, headers: request.headers });
      const { status, text: said } = this.answer(form ? `${body.Action}` : operation, body);
      response.writeHead(status, { 'content-type': said.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.1' }).end(said);
    });
  });

  public async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: this.url, AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_MAX_ATTEMPTS: '1',
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on, and with nothing heard yet. */
  public says(answers: Record<string, Answer>): void {
    this.answers = answers;
    this.calls.length = 0;
  }

  public of(operation: string): Call[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(operation: string, body: Record<string, unknown>): { status: number; text: string } {
    try {
      const known = this.answers[operation];
      if (!known) throw new Refusal(400, { __type: 'AccessDeniedException', message: `nobody answers ${operation}` });
      const said = typeof known === 'function' ? (known as (body: Record<string, unknown>) => object)(body) : known;
      return { status: 200, text: 'xml' in said ? `${said.xml}` : JSON.stringify(said) };
    } catch (error) {
      const refusal = error as Refusal;
      return { status: refusal.status ?? 500, text: JSON.stringify(refusal.body ?? { message: `${error}` }) };
    }
  }
}
