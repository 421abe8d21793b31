import type { Problem } from '../../../plan/problem';
import type { Folder } from '../folder';
import type { Manifest } from '../manifest';
import { SP5244 } from '../problems-analysis';
import type { AnalysisUse } from './uses';
import { metricsOf, templatesOf, usesOf } from './uses';

/** Every argument has one value by the time that an AnalysisRun is made. */
export function openArguments(folder: Folder): Problem[] {
  const uses = usesOf(folder);
  const used = new Set(uses.flatMap(({ templates }) => templates));
  const alone = templatesOf(folder).filter((template) => !used.has(template) && !template.spec.at('templates').isSet);
  return [
    ...uses.flatMap((use) => [...unpassed(use), ...contradicting(use)]),
    ...uses.filter(({ isComplete }) => isComplete).flatMap(({ templates }) => undeclared(templates)),
    ...alone.flatMap((template) => undeclared([template])),
  ].filter(({ message }, i, all) => all.findIndex((other) => other.message === message) === i);
}

function unpassed({ templates, field, rollout }: AnalysisUse): Problem[] {
  const passed = field.at('args').items.filter((argument) => argument.at('value').isSet || argument.at('valueFrom').isSet).map((argument) => argument.at('name').text);
  const all = templates.flatMap((template) => template.spec.at('args').items);
  const given = all.filter((argument) => argument.at('value').isSet || argument.at('valueFrom').isSet).map((argument) => argument.at('name').text);
  const names = [...new Set(all.map((argument) => argument.at('name').text))];
  return names.filter((name) => !passed.includes(name) && !given.includes(name)).map((name) => SP5244.at(`${field.path}/args`, {
    got: `nothing for "${name}"`,
    allowed: `a value from ${rollout.manifest.name}, or a default in the template`,
    remedies: [`add ${name} to the args of the analysis`, 'give the template a default'],
  }));
}

function contradicting({ templates, field }: AnalysisUse): Problem[] {
  const values = templates.flatMap((template) => template.spec.at('args').items).filter((argument) => argument.at('value').isSet);
  return values.filter((argument, i) => values.slice(0, i).some((other) => other.at('name').text === argument.at('name').text
    && other.at('value').text !== argument.at('value').text)).map((argument) => SP5244.at(field.path, {
    got: `two defaults of "${argument.at('name').text}"`,
    allowed: 'one default in all templates of the analysis',
    remedies: ['rename one of the arguments', 'pass the value from the rollout'],
  }));
}

/** Placeholders that no argument fills. */
function undeclared(templates: Manifest[]): Problem[] {
  const names = templates.flatMap(({ spec }) => spec.at('args').items).map((argument) => argument.at('name').text);
  return templates.flatMap(metricsOf).flatMap((metric) => metric.leaves('{{')).flatMap((leaf) => {
    const asked = [...leaf.text.matchAll(/\{\{\s*args\.([^}\s]+)\s*\}\}/g)].map(([, name]) => name);
    return asked.filter((name) => !names.includes(name)).map((name) => SP5244.at(leaf.path, {
      got: `{{args.${name}}}`,
      allowed: names.length > 0 ? `an argument of the template: ${names.join(', ')}` : 'a declared argument',
      remedies: [`add ${name} to the args of the template`],
    }));
  });
}
