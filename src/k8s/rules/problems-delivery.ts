import { error } from '../../plan/problem-definition';

/* Read in the sources of Argo CD 3.5.1, documented by the Prometheus Operator 0.93 and the Gateway API 1.6. */

export const SP5279 = error('SP5279', 'two groups of rules have one name',
  'Prometheus loads none of a file in which two groups have one name.',
  'groups: [{ name: "web" }, { name: "web" }]');

export const SP5280 = error('SP5280', 'rule measures nothing',
  'A rule records or alerts, one of the two, and asks for something.',
  'rules: [{ alert: "Failing", record: "failing", expr: "" }]');

export const SP5281 = error('SP5281', 'duration is not one that Prometheus reads',
  'Prometheus loads none of a file in which one duration is malformed.',
  'rules: [{ alert: "Failing", expr: "up == 0", for: "1.5m" }]');

export const SP5282 = error('SP5282', 'sync window is not the one that was meant',
  'Argo CD refuses the project, and of an unknown time zone it silently makes UTC: the window is open at another time.',
  'syncWindows: [{ kind: "deny", schedule: "0 18 * * 5", duration: "2d", timeZone: "Europe/Zuerich" }]');

export const SP5283 = error('SP5283', 'project does not allow the Application',
  'Argo CD applies nothing from a source or to a place that the AppProject does not list.',
  'kind: Application // with a repoURL that is none of the sourceRepos');

export const SP5284 = error('SP5284', 'route sends no requests',
  'The weights of a rule are shares of their sum: with a sum of zero every request is answered with an error.',
  'rules: [{ backendRefs: [{ name: "web", port: 80, weight: 0 }] }]');
