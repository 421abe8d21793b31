import * as pulumi from '@pulumi/pulumi';
import { getMonitor } from '@pulumi/pulumi/runtime/settings';

/** What the engine was asked to do for one resource. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly dependencies: string[];
  /** Name of the provider; empty for the one of the program. */
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: string[];
  readonly version: string;
  readonly secretOutputs: string[];
}

interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getDependenciesList(): string[];
  getProvider(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getIgnorechangesList(): string[];
  getVersion(): string;
  getAdditionalsecretoutputsList(): string[];
}

type Answer = (error: unknown, response?: { getUrn(): string }) => void;

/** What a program registers, by name. The engine is Pulumi's own mock of it, which does not tell its mocks about edges. */
export class Recorder {
  public readonly registrations: Registration[] = [];

  /** Runs a program to its end, all registrations included. */
  public async run<T>(program: () => T): Promise<T> {
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: { ...inputs, ...(inputs.templateBody && { outputs: { Arn: `arn-of-${inputs.name}` } }) } }),
      call: ({ inputs }) => inputs,
    }, 'project', 'stack', false);
    const monitor = getMonitor() as unknown as { registerResource(request: Request, answer: Answer): Promise<void> };
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, answer) => register(request, (error, response) => {
      if (response) this.record(request, response.getUrn());
      answer(error, response);
    });
    const result = program();
    await pulumi.runtime.disconnect();
    return result;
  }

  /** The one resource of a name. */
  public of(name: string): Registration {
    const found = this.registrations.filter((registration) => registration.name === name);
    if (found.length !== 1) throw new Error(`${found.length} resources are called ${name}: ${this.registrations.map((one) => one.name).join(', ')}`);
    return found[0];
  }

  private record(request: Request, urn: string): void {
    this.registrations.push({
      urn,
      type: request.getType(),
      name: request.getName(),
      inputs: request.getObject().toJavaScript(),
      dependencies: request.getDependenciesList().map((dependency) => dependency.split('::').pop()!),
      // a reference to a provider is its urn and its id
      provider: request.getProvider().split('::').at(-2) ?? '',
      protect: request.getProtect(),
      retainOnDelete: request.getRetainondelete(),
      ignoreChanges: request.getIgnorechangesList(),
      version: request.getVersion(),
      secretOutputs: request.getAdditionalsecretoutputsList(),
    });
  }
}

/** The value of an output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => { output.apply((value) => resolve(value)); });
}
