import { ApiObject, Chart } from 'cdk8s';
import type { k8s } from 'spillway';
import { fileName } from '../../../src/k8s/manifests/file-name';
import { printYaml } from '../../../src/k8s/manifests/yaml';

/** The texts of all manifests that an app would write, by their paths; throws with all problems as `synth` does. */
export function writtenTexts(app: k8s.GitOpsApp): Record<string, string> {
  const problems = app.node.findAll().flatMap((construct) => construct.node.validate());
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const objects = app.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return Object.fromEntries(objects.map((object) => [`dist/${Chart.of(object).node.id}/${fileName(object)}`, printYaml(object.toJson() as object)]));
}
