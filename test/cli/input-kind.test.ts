import { kindOf } from '../../src/cli/input-kind';

test.each([
  ['plan', '{ "version": 1, "waves": [] }'],
  ['plan', '{ "waves": [] }'],
  ['plan', '{ "version": 1, "waves": ['],
  ['template', '{ "Resources": {} }'],
  ['template', '{ "Resources": { "A": '],
  ['template', 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A: {}\n'],
  ['template', '"Resources": {}'],
  ['manifests', '{ "apiVersion": "v1", "kind": "List" }'],
  ['manifests', '# basket\n---\napiVersion: v1\nkind: ConfigMap\ndata:\n  template: |\n    Resources:\n      A: {}\n'],
  ['manifests', 'kind: Deployment\napiVersion: {{ .Values.version }}\n'],
  ['unknown', '{ "name": "orders", "version": "1.0.0", "files": ["waves"] }'],
  ['unknown', '["apiVersion"]'],
  ['unknown', 'replicas: 3\nimage:\n  Resources: {}\n'],
  ['unknown', ''],
])('%s: %j', (kind, text) => {
  expect(kindOf(text)).toBe(kind);
});
