import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../aws/until';
import { Api } from './api';
import type { Manifest } from './manifest';
import { freePorts } from './ports';
import { Program } from './program';
import type { User } from './users';
import { Users } from './users';

/** Those of the controller manager's that releases rest on. A node is made up here, so nobody watches whether it lives. */
const CONTROLLERS = [
  'namespace', 'serviceaccount', 'replicaset', 'deployment', 'job', 'disruption', 'endpointslice', 'garbage-collector', 'validatingadmissionpolicy-status',
].map((name) => `${name}-controller`);

/** What is asked to be let in is kept with its answer, but no secrets. */
const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata', verbs: ['create', 'update', 'patch'], resources: [{ group: 'kargo.akuity.io' }, { group: 'argoproj.io' }, { group: '', resources: ['pods'] }] }, { level: 'None' }],
};

/** One entry of the API server's audit log. */
export interface AuditEntry {
  readonly verb: string;
  readonly impersonatedUser?: { readonly username: string };
  readonly objectRef: { readonly resource: string; readonly namespace: string; readonly name?: string };
  readonly responseStatus: { readonly code: number };
  readonly annotations?: Record<string, string>;
}

/** etcd, kube-apiserver, kube-controller-manager and kube-scheduler, on loopback only. */
export class ControlPlane {
  /**
   * @param bin where the programs are
   * @param folder where they keep what they have
   */
  public static async start(bin: string, folder: string): Promise<ControlPlane> {
    const programs: Program[] = [];
    const [etcd, peer, api, manager, scheduler] = await freePorts(5);
    const run = async (name: string, args: string[], answers: () => Promise<boolean>) => {
      const program = new Program(join(bin, name), args, folder);
      programs.push(program);
      await program.ready(answers);
    };
    try {
      const users = new Users(folder);
      await run('server', etcdArgs(folder, etcd, peer), () => fetch(`http://127.0.0.1:${etcd}/health`).then(({ ok }) => ok));

      const url = `https://127.0.0.1:${api}`;
      const caFile = join(folder, 'certificates', 'apiserver.crt');
      await run('kube-apiserver', apiServerArgs(folder, etcd, api, users), async () => {
        if (!existsSync(caFile)) return false;
        const response = await new Api(url, readFileSync(caFile, 'utf8'), users.token('admin')).open('GET', '/readyz');
        response.resume();
        return response.statusCode === 200;
      });

      const plane = new ControlPlane(programs, folder, url, caFile, users);
      // whether they lead is all that can be seen of them from outside, and they say so in a lease
      const leads = (name: string) => async () => plane.api.get(`/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${name}`).then(() => true);
      await Promise.all([
        run('kube-controller-manager', [
          ...component(plane.kubeconfig('system:kube-controller-manager'), manager),
          `--controllers=${CONTROLLERS.join(',')}`, '--use-service-account-credentials', `--service-account-private-key-file=${keyFile(folder)}`,
          '--concurrent-replicaset-syncs=10', '--concurrent-gc-syncs=5',
        ], leads('kube-controller-manager')),
        run('kube-scheduler', component(plane.kubeconfig('system:kube-scheduler'), scheduler), leads('kube-scheduler')),
      ]);
      await until('there is a default service account', () => plane.api.get('/api/v1/namespaces/default/serviceaccounts/default').catch(() => false));
      return plane;
    } catch (error) {
      await stopped(programs);
      throw error;
    }
  }

  /** As its administrator. */
  public readonly api: Api;

  private constructor(
    public readonly programs: readonly Program[],
    private readonly folder: string,
    private readonly url: string,
    private readonly caFile: string,
    private readonly users: Users,
  ) {
    this.api = new Api(url, readFileSync(caFile, 'utf8'), users.token('admin'));
  }

  /** What a program needs to be one of the users. */
  public kubeconfig(user: User): string {
    return this.users.kubeconfig(user, this.users.token(user), this.url, this.caFile);
  }

  /** What a controller needs to be a service account, which is made. */
  public async serviceAccount(namespace: string, name: string): Promise<string> {
    const account: Manifest = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } };
    await this.api.apply(account);
    const { status } = await this.api.post(`${await this.api.pathOf(account)}/token`, {}) as { status: { token: string } };
    return this.users.kubeconfig(`${namespace}-${name}`, status.token, this.url, this.caFile);
  }

  public audit(): AuditEntry[] {
    return readFileSync(join(this.folder, 'audit.log'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as AuditEntry);
  }

  public async stop(): Promise<void> {
    await stopped(this.programs);
  }
}

/** Backwards, so that nobody loses whom he talks to. */
async function stopped(programs: readonly Program[]): Promise<void> {
  for (const program of [...programs].reverse()) await program.stop();
}

function etcdArgs(folder: string, port: number, peer: number): string[] {
  const [client, other] = [port, peer].map((each) => `http://127.0.0.1:${each}`);
  return [
    `--data-dir=${join(folder, 'etcd')}`, '--unsafe-no-fsync', '--log-level=warn',
    `--listen-client-urls=${client}`, `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${other}`, `--initial-advertise-peer-urls=${other}`, `--initial-cluster=default=${other}`,
  ];
}

function apiServerArgs(folder: string, etcd: number, port: number, users: Users): string[] {
  const auditPolicy = join(folder, 'audit-policy.json');
  writeFileSync(auditPolicy, JSON.stringify(AUDIT_POLICY));
  return [
    // it makes a certificate for itself where there is none
    '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${port}`, `--cert-dir=${join(folder, 'certificates')}`,
    `--etcd-servers=http://127.0.0.1:${etcd}`, '--endpoint-reconciler-type=none', '--service-cluster-ip-range=10.96.0.0/16',
    `--token-auth-file=${users.tokenFile()}`, '--authorization-mode=RBAC', '--anonymous-auth=false',
    '--service-account-issuer=https://kubernetes.default.svc', `--service-account-key-file=${keyFile(folder)}`, `--service-account-signing-key-file=${keyFile(folder)}`,
    `--audit-policy-file=${auditPolicy}`, `--audit-log-path=${join(folder, 'audit.log')}`,
  ];
}

function component(kubeconfig: string, port: number): string[] {
  return [`--kubeconfig=${kubeconfig}`, '--bind-address=127.0.0.1', `--secure-port=${port}`, '--kube-api-qps=200', '--kube-api-burst=400'];
}

/** Signs the tokens of service accounts. */
function keyFile(folder: string): string {
  const file = join(folder, 'service-accounts.pem');
  if (!existsSync(file)) writeFileSync(file, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return file;
}
