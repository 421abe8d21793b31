import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { install } from './crds';
import { manifestsOf } from './manifests';
import { freePorts } from './ports';
import { Program } from './program';
import { built, moduleFolder } from './tools';

const TOOLS = join(__dirname, '..', 'flagger');
const NAMESPACE = 'flagger-system';

/** Flagger's controller, with the rights it is installed with. */
export class Flagger {
  public static async install(plane: ControlPlane, folder: string, prometheusUrl: string): Promise<Flagger> {
    await install(plane.api, 'flagger-v1.44.0');
    await plane.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
    const rights = join(moduleFolder(TOOLS, 'github.com/fluxcd/flagger'), 'kustomize', 'base', 'flagger', 'rbac.yaml');
    for (const manifest of manifestsOf(rights)) await plane.api.apply(manifest);
    const [port] = await freePorts(1);
    const program = new Program(join(built(TOOLS), 'flagger'), [
      `-kubeconfig=${await plane.serviceAccount(NAMESPACE, 'flagger')}`, `-metrics-server=${prometheusUrl}`, `-port=${port}`, '-mesh-provider=kubernetes', '-log-level=info',
    ], folder);
    await program.ready(() => fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => ok));
    return new Flagger(program);
  }

  private constructor(public readonly program: Program) {}

  public async stop(): Promise<void> {
    await this.program.stop();
  }
}
