import { Evidence, Gate, k8s } from 'spillway';
import { beta, shop } from '../support/shop';

const token = { secret: 'tokens', key: 'token' };
const url = 'https://github.com/example/deploy.git';
const reviews = k8s.Reviews.gitHub({ teams: { managers: 'example/managers' }, token });

/** Codes of what is wrong with a release whose only wave has some gates. */
function found(gates: Gate[], release: Partial<k8s.GitOpsReleaseProps> = {}): string[] {
  const { release: { node } } = shop({ waves: [['beta', { environments: [beta], gates }]], release });
  return node.validate().map((message) => message.match(/SP\d+/)![0]);
}

test('SP5403 fails when nobody knows the change management system, or its URL is open to all', () => {
  const gates = [Gate.change({ system: 'snow' })];
  const known = (at: string) => ({ changeSystems: { snow: k8s.ChangeSystem.http({ url: at, token }) } });
  expect(found(gates)).toEqual(['SP5403']);
  expect(found(gates, known('http://changes.example.com'))).toEqual(['SP5403']);
  expect(found(gates, known('https://changes.example.com'))).toEqual([]);
});

test('SP5404 fails when there is no evidence store, or nothing to have evidence of', () => {
  const gates = [Gate.evidence(Evidence.SBOM)];
  const evidence = k8s.EvidenceStore.cosign({ publicKey: 'PEM', verifier: 'a/b' });
  expect(found(gates)).toEqual(['SP5404']);
  expect(found(gates, { evidence, images: [] })).toEqual(['SP5404']);
  expect(found(gates, { evidence })).toEqual([]);
});

test('SP5405 fails when Kargo cannot be asked about other services', () => {
  const gates = [Gate.dependsOn({ service: 'payments', environment: 'prod' })];
  expect(found(gates)).toEqual(['SP5405']);
  expect(found(gates, { kargoApi: { url: 'https://kargo.example.com', token } })).toEqual([]);
});

test('SP5406 fails when nobody counts a quorum', () => {
  const gates = [Gate.approval({ group: 'managers', quorum: 2 })];
  expect(found(gates)).toEqual(['SP5406']);
  expect(found(gates, { repository: { url, reviews } })).toEqual([]);
});

test('SP5007 fails when one person would have to promote for two groups', () => {
  const gates = [Gate.approval({ group: 'managers' }), Gate.approval({ group: 'managers' })];
  expect(found(gates)).toEqual(['SP5007']);
  expect(found(gates, { repository: { url, reviews } })).toEqual([]);
});

test('SP5407 fails when a group has no team', () => {
  expect(found([Gate.approval({ group: 'security' })], { repository: { url, reviews } })).toEqual(['SP5407']);
});

test('SP5408 fails when the repository has no owner and name', () => {
  expect(found([Gate.approval({ group: 'managers' })], { repository: { url: 'https://git.example.com/deploy.git', reviews } })).toEqual(['SP5408']);
});
