import type { App, Chart } from 'cdk8s';
import { ApiObject, JsonPatch } from 'cdk8s';
import type { WaveOptions } from 'spillway';
import { k8s, RollbackTrigger, TrafficShift, Duration } from 'spillway';
import type { ShopOptions } from '../shop';
import { beta, ERRORS, shop } from '../shop';

type Shop = ReturnType<typeof shop>;

/** A wrong declaration, and the codes of all that is reported about it. */
export interface BadDeclaration {
  readonly when: string;
  readonly codes: string[];
  /** Declares it in an app that writes to a folder. */
  readonly declare: (outdir: string) => App;
}

/** A sound shop in beta, but for what is given and what is done to it afterwards. */
export function bad(when: string, codes: string, options: ShopOptions, change: (made: Shop) => void = () => undefined): BadDeclaration {
  return {
    when,
    codes: codes.split(' '),
    declare: (outdir) => {
      const made = shop({ ...options, app: new k8s.GitOpsApp({ outdir }) });
      change(made);
      return made.app;
    },
  };
}

/** A wave in beta that watches the error ratio while a canary of a fifth is held, but for what is given. */
export function watching(wave: Partial<WaveOptions>): Pick<ShopOptions, 'pipeline' | 'waves'> {
  const trafficShift = TrafficShift.canary({ percent: 20, hold: Duration.minutes(10) });
  return { pipeline: { rollbackOn: [RollbackTrigger.signal(ERRORS)] }, waves: [['beta', { environments: [beta], trafficShift, ...wave }]] };
}

export function chartOf({ app }: Shop, name = 'beta'): Chart {
  return app.node.findChild(name) as Chart;
}

/** One more object in the folder of beta. */
export function adding(apiVersion: string, kind: string, spec: object, name = 'extra'): (made: Shop) => void {
  return (made) => { new ApiObject(chartOf(made), `${kind}-${name}`, { apiVersion, kind, metadata: { name }, spec }); };
}

/** What an escape hatch makes of an object that the library wrote. */
export function patching(folder: string, kind: string, name: string, path: string, value: unknown): (made: Shop) => void {
  return (made) => {
    const objects = chartOf(made, folder).node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one));
    const found = objects.find((one) => one.kind === kind && one.name === name);
    if (!found) throw new Error(`there is no ${kind} ${name} in ${folder}`);
    found.addJsonPatch(value === undefined ? JsonPatch.remove(path) : JsonPatch.add(path, value));
  };
}
