import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { askPlugin } from './ask-plugin';
import { calendarState } from './calendar';
import { Refusal } from './refusal';
import type { AwsEvent, PipelineDefinition } from './stand-in-pipeline';
import { StandInPipeline } from './stand-in-pipeline';

/** A call of an API that stands in, as it came. */
export interface Call {
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** ARN of the session that called; empty for an account's root. */
  readonly caller: string;
  readonly input: Record<string, unknown>;
  readonly refused?: string;
}

/**
 * Stands in for CodePipeline and for Systems Manager's change calendars. It speaks the JSON protocol of AWS, writes down who
 * called what, and holds the pipelines that the emulator's CloudFormation makes. How a pipeline behaves is a model.
 */
export class StandIns {
  public static async start(): Promise<StandIns> {
    const standIns = new StandIns();
    await new Promise<void>((resolve) => standIns.server.listen(0, '127.0.0.1', resolve));
    return standIns;
  }

  /** Everything that was asked of CodePipeline and of the calendars, in order. */
  public readonly calls: Call[] = [];
  /** Where events go: the emulator, once it is there. */
  public emulatorUrl?: string;
  private readonly pipelines = new Map<string, StandInPipeline>();
  private readonly documents = new Map<string, { readonly Content: unknown }>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const [, operation] = `${request.headers['x-amz-target']}`.split('.');
        const [account, region, caller] = ['x-account', 'x-region', 'x-caller'].map((name) => `${request.headers[name]}`);
        const input = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
        const { status, reply } = this.answer({ operation, account, region, caller, input });
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(reply));
      });
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  public get pipelineNames(): string[] {
    return [...this.pipelines.keys()];
  }

  public pipeline(name: string): StandInPipeline {
    const found = this.pipelines.get(name);
    if (!found) throw new Refusal('PipelineNotFoundException', `no pipeline ${name}`);
    return found;
  }

  /** The calls of one operation since a moment, which is a length of `calls`. */
  public callsOf(operation: string, since = 0): Call[] {
    return this.calls.slice(since).filter((call) => call.operation === operation);
  }

  /**
   * Somebody changes the calendars, until what is returned is called.
   * @param change what becomes of the content of each; nothing: it is deleted
   */
  public changeCalendars(change: (content: string) => string | undefined): () => void {
    const before = [...this.documents];
    for (const [name, { Content }] of before) {
      const changed = change(`${Content}`);
      if (changed === undefined) this.documents.delete(name);
      else this.documents.set(name, { Content: changed });
    }
    return () => before.forEach(([name, document]) => this.documents.set(name, document));
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(call: Call): { status: number; reply: unknown } {
    try {
      const reply = this.perform(call) ?? {};
      this.calls.push(call);
      return { status: 200, reply };
    } catch (error) {
      const { code, message } = error instanceof Refusal ? error : new Refusal('InternalFailure', `${error}`);
      this.calls.push({ ...call, refused: code });
      return { status: 400, reply: { __type: code, message } };
    }
  }

  private perform({ operation, account, region, caller, input }: Call): unknown {
    const name = `${input.pipelineName ?? input.name}`;
    switch (operation) {
      case 'PutPipeline':
        this.putPipeline(name, account, region, input.definition as PipelineDefinition);
        return undefined;
      case 'DeletePipeline': return void this.pipelines.delete(name);
      case 'PutDocument': return void this.documents.set(name, input.document as { Content: unknown });
      case 'DeleteDocument': return void this.documents.delete(name);
      case 'GetCalendarState': return this.calendarState(input);
      case 'PutJobSuccessResult':
      case 'PutJobFailureResult': return undefined;
      default: return this.pipeline(name).perform(operation, input, caller);
    }
  }

  private putPipeline(name: string, account: string, region: string, definition: PipelineDefinition): void {
    const known = this.pipelines.get(name);
    if (known) known.update(definition);
    else this.pipelines.set(name, new StandInPipeline(name, account, region, definition, (event) => this.emit(event, account, region)));
  }

  private calendarState(input: Record<string, unknown>): unknown {
    const [name] = (input.CalendarNames as string[]).map((arnOrName) => arnOrName.split(':document/').at(-1)!);
    const document = this.documents.get(name);
    if (!document) throw new Refusal('InvalidDocument', `no calendar ${name}`);
    const at = input.AtTime === undefined ? new Date() : new Date(`${input.AtTime}`);
    return calendarState(`${document.Content}`, at);
  }

  private async emit(event: AwsEvent, account: string, region: string): Promise<void> {
    await askPlugin(this.emulatorUrl!, 'PutEvents', account, region, { Entries: [event] });
  }
}
