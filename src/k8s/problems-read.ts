import { error, warning } from '../plan/problem-definition';

/* SP57xx  manifests that are read */

export const SP5701 = error('SP5701', 'text is no YAML',
  'What does not parse has no structure that a plan could be read from, and half of it would be another manifest.',
  "k8s.ManifestReading.of({ 'prod/rollout.yaml': 'spec: [' });");

export const SP5702 = warning('SP5702', 'template of Helm is left out',
  'What it says depends on values that are known only when it is rendered.',
  "k8s.ManifestReading.of({ 'templates/rollout.yaml': 'replicas: {{ .Values.replicas }}' });");

export const SP5703 = warning('SP5703', 'document is no object of Kubernetes',
  'An object says its kind and its version; anything else is applied by nobody and is left out.',
  "k8s.ManifestReading.of({ 'values.yaml': 'replicas: 3' });");

export const SP5704 = error('SP5704', 'text is not made for reading',
  'Values inside values without end, or that refer to themselves, are no manifest that the API server would take.',
  "k8s.ManifestReading.of({ 'prod/rollout.yaml': 'spec: &all { again: *all }' });");
