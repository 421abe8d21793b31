import type { k8s } from 'spillway';
import { allFiles } from '../../../src/k8s/manifests/file-names';
import { printYaml } from '../../../src/k8s/manifests/yaml';

/** The texts of all manifests that an app would write, by their paths; throws with all problems as `synth` does. */
export function writtenTexts(app: k8s.GitOpsApp): Record<string, string> {
  const problems = app.node.findAll().flatMap((construct) => construct.node.validate());
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const charts = [...allFiles(app.node.findAll())];
  return Object.fromEntries(charts.flatMap(([chart, files]) => [...files].map(([object, file]) => [`dist/${chart.node.id}/${file}`, printYaml(object.toJson() as object)])));
}
