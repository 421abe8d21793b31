import { repeated } from '../../../../src/private/repeated';
import type { Json } from '../json';
import { list, object, walk } from '../json';
import { pipelineRule } from './pipeline-view';
import type { Breach, TemplateRule } from './rule';

const PATTERN_LISTS = ['Includes', 'Excludes'];
const EVENTS = ['OPEN', 'UPDATED', 'CLOSED'];

interface TriggerView {
  readonly at: string;
  readonly raw: { [key: string]: Json };
  readonly git: { [key: string]: Json };
}

function triggersOf(raw: { [key: string]: Json }, at: string): TriggerView[] {
  return list(raw.Triggers).map((trigger, i) => ({ at: `${at}/Triggers/${i}`, raw: object(trigger), git: object(object(trigger).GitConfiguration) }));
}

function triggerRule(name: string, allowed: string, check: (trigger: TriggerView) => Breach[]): TemplateRule {
  return pipelineRule(name, allowed, ({ at, raw }) => triggersOf(raw, at).flatMap(check));
}

/** What CodePipeline says of triggers, variables and modes of a pipeline. */
export const TRIGGER_RULES: TemplateRule[] = [
  pipelineRule('v2-only', 'execution mode QUEUED or PARALLEL, triggers and variables on type V2', ({ at, isV2, mode, raw }) => {
    const asked = [...(mode === 'QUEUED' || mode === 'PARALLEL' ? [mode] : []), ...['Triggers', 'Variables'].filter((key) => list(raw[key]).length > 0)];
    return isV2 ? [] : asked.map((got) => ({ at, got: `${got} on another type` }));
  }),
  pipelineRule('variable-count', 'at most 50 variables', ({ at, raw }) => (list(raw.Variables).length <= 50 ? [] : [{ at, got: `${list(raw.Variables).length}` }])),
  pipelineRule('variable-names-differ', 'each variable once', ({ at, raw }) =>
    repeated(list(raw.Variables).map((variable) => `${object(variable).Name}`)).map((name) => ({ at, got: `${name} twice` }))),
  pipelineRule('variable-name', '1 to 128 of the letters A-Z, a-z, 0-9, "@", "-" and "_"', ({ at, raw }) => list(raw.Variables).map((variable) => `${object(variable).Name}`)
    .filter((name) => !/^[A-Za-z0-9@\-_]{1,128}$/.test(name)).map((got) => ({ at, got }))),
  pipelineRule('variable-value', '1 to 1000 of the letters A-Z, a-z, 0-9, "@", "-" and "_"', ({ at, raw }) => list(raw.Variables)
    .flatMap((variable) => object(variable).DefaultValue).filter((value) => typeof value === 'string' && !/^[A-Za-z0-9@\-_]{1,1000}$/.test(value)).map((got) => ({ at, got: `"${got}"` }))),
  pipelineRule('trigger-count', 'at most 50 triggers', ({ at, raw }) => (list(raw.Triggers).length <= 50 ? [] : [{ at, got: `${list(raw.Triggers).length}` }])),
  triggerRule('trigger-provider', 'CodeStarSourceConnection', ({ at, raw }) => (raw.ProviderType === 'CodeStarSourceConnection' ? [] : [{ at, got: `${raw.ProviderType}` }])),
  pipelineRule('trigger-source', 'a source action of a connection, with one trigger', ({ at, raw, stages }) => {
    const connected = stages.flatMap(({ actions }) => actions.filter(({ provider }) => provider === 'CodeStarSourceConnection').map(({ name }) => name));
    const named = triggersOf(raw, at).map((trigger) => `${trigger.git.SourceActionName}`);
    return [...named.filter((name) => !connected.includes(name)), ...repeated(named)].map((got) => ({ at, got }));
  }),
  triggerRule('trigger-filters', 'at most 3 filters of pushes and 3 of pull requests, at least one of them', ({ at, git }) => {
    const counts = ['Push', 'PullRequest'].map((key) => list(git[key]).length);
    return Math.max(...counts) > 3 || Math.max(...counts) === 0 ? [{ at, got: counts.join(' and ') }] : [];
  }),
  triggerRule('trigger-patterns', 'at most 8 patterns in a list', ({ at, git }) => {
    const found: Breach[] = [];
    walk(git, (value, path) => {
      if (PATTERN_LISTS.includes(path[path.length - 1]) && list(value).length > 8) found.push({ at: [at, ...path].join('/'), got: `${list(value).length}` });
    });
    return found;
  }),
  triggerRule('trigger-events', EVENTS.join(', '), ({ at, git }) => list(git.PullRequest).flatMap((filter) => list(object(filter).Events))
    .filter((event) => !EVENTS.includes(`${event}`)).map((got) => ({ at, got: `${got}` }))),
];
