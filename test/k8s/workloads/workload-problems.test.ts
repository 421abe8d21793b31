import { Artifact, Duration, k8s, Release, ReleaseType, RollbackTrigger, Signal, TrafficShift } from 'spillway';
import type { ShopOptions } from '../support/shop';
import { beta, DIGEST, IMAGE, manifests, object, PODS, shop, WATCHED } from '../support/shop';

const canary = TrafficShift.canary({ percent: 10, hold: Duration.minutes(10) });

function synthesizing(workload: Partial<k8s.WorkloadProps>, options: ShopOptions = {}, trafficShift = TrafficShift.allAtOnce()) {
  return () => manifests(shop({ ...options, waves: [['beta', { environments: [beta], trafficShift }]], workload }).app);
}

const pods = (container: object, spec: object = {}) => k8s.PodTemplate.inline({
  spec: { containers: [{ ...PODS.spec.containers[0], ...container }], ...spec },
});

describe('SP5101 weight cannot be made with the replicas', () => {
  test('fails when no number of pods is the share, and names the smallest that is', () => {
    expect(synthesizing({ replicas: 5 }, {}, canary)).toThrow(/SP5101 beta\/Web: .*got "10 % of 5 pods".*use 10 replicas/);
    expect(synthesizing({ replicas: 2 }, {}, TrafficShift.linear({ percent: 20, every: Duration.minutes(10) })))
      .toThrow(/got "20 %, 40 %, 60 %, 80 % of 2 pods".*use 5 replicas/);
  });

  test('fails when the share is less than one pod or all of them', () => {
    expect(synthesizing({ replicas: 1 }, {}, TrafficShift.canary({ percent: 99, hold: Duration.minutes(5) }))).toThrow(/SP5101/);
  });

  test('passes with the number that was named', () => {
    expect(synthesizing({ replicas: 10 }, {}, canary)).not.toThrow();
    // a third is close enough to be called 33 %
    expect(synthesizing({ replicas: 3 }, {}, TrafficShift.canary({ percent: 33, hold: Duration.minutes(5) }))).not.toThrow();
  });

  test('passes when blue/green shifts all pods', () => {
    expect(synthesizing({ replicas: 1 }, {}, TrafficShift.blueGreen())).not.toThrow();
  });
});

describe('SP5102 image is not pinned by digest', () => {
  test('fails when an image has a tag, none, or a digest cut short', () => {
    for (const image of [`${IMAGE}:1.2.3`, IMAGE, `${IMAGE}@sha256:abc`]) {
      expect(synthesizing({ podTemplate: pods({ image }) })).toThrow(`SP5102 beta/Web/web: image is not pinned by digest: got "${image}"`);
    }
  });

  test('fails when the release has other images only', () => {
    const release = Release.of({ version: '1.0.0', commit: 'c', author: 'a', type: ReleaseType.FEATURE, artifacts: [Artifact.image('elsewhere/web', DIGEST)] });
    expect(synthesizing({ podTemplate: pods({ image: `${IMAGE}:1` }), release })).toThrow(/SP5102/);
  });

  test('fails when a container that runs first has a tag', () => {
    expect(synthesizing({ podTemplate: pods({}, { initContainers: [{ name: 'first', image: 'busybox:1' }] }) })).toThrow(/SP5102 beta\/Web\/first/);
  });

  test('fails when a volume is an image with a tag, or of no name', () => {
    const mounting = (image: unknown) => synthesizing({ podTemplate: pods({}, { volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'plugin', image }] }) });
    expect(mounting({ reference: `${IMAGE}:1.2.3` })).toThrow(`SP5102 beta/Web/plugin: image is not pinned by digest: got "${IMAGE}:1.2.3"`);
    for (const image of [{}, { reference: null }, { reference: 3 }, 'any']) expect(mounting(image)).toThrow(/SP5102 beta\/Web\/plugin/);
    expect(mounting({ reference: `${IMAGE}@${DIGEST}` })).not.toThrow();
  });

  test('passes when the release has the image of the volume', () => {
    const release = Release.of({ version: '1.0.0', commit: 'c', author: 'a', type: ReleaseType.FEATURE, artifacts: [Artifact.image(IMAGE, DIGEST)] });
    const volumes = [{ name: 'tmp', emptyDir: {} }, { name: 'plugin', image: { reference: `${IMAGE}:1`, pullPolicy: 'Always' } }];
    const { app } = shop({ workload: { podTemplate: pods({}, { volumes }), release } });
    expect(object(app, 'beta', 'Rollout', 'web').spec).toMatchObject({ template: { spec: { volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'plugin', image: { reference: `${IMAGE}@${DIGEST}`, pullPolicy: 'Always' } }] } } });
  });

  test('passes when a digest stands beside the tag', () => {
    expect(synthesizing({ podTemplate: pods({ image: `${IMAGE}:1.2.3@${DIGEST}` }) })).not.toThrow();
  });
});

test('SP5103 fails when there are no containers', () => {
  expect(synthesizing({ podTemplate: k8s.PodTemplate.manifest({ kind: 'Service', spec: {} }) })).toThrow(/SP5103/);
  expect(synthesizing({})).not.toThrow();
});

describe('SP5104 pod is not allowed by Pod Security "restricted"', () => {
  test.each([
    [pods({ securityContext: { privileged: true } }), 'container web: privileged'],
    [pods({ securityContext: { allowPrivilegeEscalation: true } }), 'container web: allowPrivilegeEscalation'],
    [pods({ securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }), 'container web: capability SYS_ADMIN'],
    [pods({ securityContext: { capabilities: { drop: [] } } }), 'container web: capabilities that are not dropped'],
    [pods({ securityContext: { runAsUser: 0 } }), 'container web: runAsNonRoot: false'],
    [pods({ securityContext: { seccompProfile: { type: 'Unconfined' } } }), 'container web: seccompProfile: Unconfined'],
    [pods({}, { securityContext: { seccompProfile: { type: 'Unconfined' } } }), 'seccompProfile: Unconfined'],
    [pods({ ports: [{ hostPort: 80 }] }), 'container web: hostPort'],
    [pods({}, { hostNetwork: true }), 'hostNetwork'],
    [pods({}, { securityContext: { runAsNonRoot: false } }), 'runAsNonRoot: false'],
    [pods({}, { volumes: [{ name: 'host', hostPath: { path: '/' } }] }), 'volume host: hostPath'],
    [pods({}, { volumes: [{ name: 'share', nfs: { server: 'files', path: '/' } }] }), 'volume share: nfs'],
    [pods({}, { volumes: [{ name: 'none' }] }), 'volume none: of no type'],
    [pods({}, { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }), 'sysctl kernel.msgmax'],
    [pods({}, { securityContext: { seLinuxOptions: { type: 'spc_t' } } }), 'seLinuxOptions.type: spc_t'],
    [pods({ securityContext: { seLinuxOptions: { user: 'system_u' } } }), 'container web: seLinuxOptions.user: system_u'],
    [pods({ securityContext: { seLinuxOptions: { role: 'system_r' } } }), 'container web: seLinuxOptions.role: system_r'],
    [pods({ securityContext: { procMount: 'Unmasked' } }), 'container web: procMount: Unmasked'],
    [pods({ securityContext: { appArmorProfile: { type: 'Unconfined' } } }), 'container web: appArmorProfile: Unconfined'],
    [pods({}, { securityContext: { windowsOptions: { hostProcess: true } } }), 'windowsOptions.hostProcess'],
    [pods({ livenessProbe: { httpGet: { host: '10.0.0.1', port: 80 } } }), 'container web: probe or lifecycle handler of host 10.0.0.1'],
    [pods({ lifecycle: { preStop: { tcpSocket: { host: 'db', port: 80 } } } }), 'container web: probe or lifecycle handler of host db'],
    [pods({}, { initContainers: [{ name: 'first', image: `${IMAGE}@${DIGEST}`, securityContext: { privileged: true } }] }), 'container first: privileged'],
    [pods({}, { ephemeralContainers: [{ name: 'debug', image: `${IMAGE}@${DIGEST}` }] }), 'container debug: capabilities that are not dropped'],
    [k8s.PodTemplate.inline({ ...PODS, metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/web': 'unconfined' } } }),
      'annotation container.apparmor.security.beta.kubernetes.io/web: unconfined'],
  ])('fails when it asks for more (%#)', (podTemplate, got) => {
    expect(synthesizing({ podTemplate })).toThrow(`got "${got}"`);
  });

  test('passes with what the standard allows', () => {
    expect(synthesizing({ podTemplate: pods({ securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] }, runAsUser: 1000 } }) })).not.toThrow();
    const volumes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];
    expect(synthesizing({
      podTemplate: pods({ securityContext: { procMount: 'Default', seLinuxOptions: { type: 'container_t', level: 's0' } }, livenessProbe: { httpGet: { port: 80 } } }, {
        volumes: volumes.map((type) => ({ name: type.toLowerCase(), [type]: type === 'image' ? { reference: `${IMAGE}@${DIGEST}` } : {} })),
        securityContext: { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }], appArmorProfile: { type: 'RuntimeDefault' } },
      }),
    })).not.toThrow();
  });

  test('passes when a pod is one of Windows, which knows none of what is set elsewhere', () => {
    const podTemplate = pods({}, { os: { name: 'windows' } });
    const { app } = shop({ workload: { podTemplate } });
    const { template } = object(app, 'beta', 'Rollout', 'web').spec as { template: { spec: { securityContext: object; containers: object[] } } };
    expect(template.spec.securityContext).toEqual({ runAsNonRoot: true });
    expect(template.spec.containers[0]).not.toHaveProperty('securityContext');
  });
});

describe('signals', () => {
  const custom = Signal.custom({ metric: 'depth', atMost: 10 });

  test('SP5106 fails when nothing measures them', () => {
    expect(synthesizing({ prometheus: undefined }, { pipeline: { rollbackOn: WATCHED } })).toThrow(/SP5106 .*got "error-ratio, latency-p99"/);
    expect(synthesizing({ prometheus: undefined })).not.toThrow();
  });

  test('SP5107 fails when a metric has no query, or a statistic no meaning', () => {
    const rollbackOn = [RollbackTrigger.signal(custom)];
    const queries = { depth: 'avg(depth{$pods})' };
    expect(synthesizing({}, { pipeline: { rollbackOn } })).toThrow(/SP5107 .*got "average of depth"/);
    expect(synthesizing({ prometheus: k8s.Prometheus.at('http://p', { queries }) }, { pipeline: { rollbackOn } })).not.toThrow();
    expect(synthesizing({ prometheus: k8s.Prometheus.at('http://p', { queries }) }, { pipeline: { rollbackOn: [RollbackTrigger.signal(Signal.custom({ metric: 'depth', statistic: 'mode', atMost: 1 }))] } }))
      .toThrow(/SP5107/);
  });
});

test('SP5108 fails when blue/green has no port', () => {
  expect(synthesizing({ ports: [] }, {}, TrafficShift.blueGreen())).toThrow(/SP5108/);
  expect(synthesizing({ ports: [{ port: 80 }] }, {}, TrafficShift.blueGreen())).not.toThrow();
});

test('SP5109 fails when replicas are no number of pods', () => {
  for (const replicas of [0, -1, 1.5, NaN]) expect(synthesizing({ replicas })).toThrow(`SP5109 beta/Web: replicas are no number of pods: got "${replicas}"`);
});

test('SP5110 fails when the name is not one of a Service, or so long that names of pods are cut short', () => {
  for (const workloadName of ['Web', 'web_api', '1web', 'web.api', 'w'.repeat(47)]) expect(synthesizing({ workloadName })).toThrow(`got "${workloadName}"`);
  expect(synthesizing({ workloadName: 'w'.repeat(46) })).not.toThrow();
});

test('SP5111 fails when a port is no number of one, or has no name beside another', () => {
  for (const port of [0, NaN, 80.5, 65536]) expect(synthesizing({ ports: [{ port }] })).toThrow(`SP5111 beta/Web: port is none of a Service: got "unnamed: ${port} to ${port}"`);
  expect(synthesizing({ ports: [{ port: 80 }, { port: 81, name: 'admin' }] })).toThrow(/SP5111 .*got "unnamed: 80 to 80"/);
  expect(synthesizing({ ports: [{ port: 80, name: 'http' }, { port: 81, name: 'admin' }] })).not.toThrow();
});

test('fails when a template read from a file is none, without a crash', () => {
  for (const containers of [{}, [null], 'web']) expect(synthesizing({ podTemplate: k8s.PodTemplate.inline({ spec: { containers } }) })).toThrow(/SP5103/);
  expect(synthesizing({ podTemplate: pods({ image: 3 }) })).toThrow(/SP5102 .*got "3"/);
  expect(synthesizing({ podTemplate: pods({ image: `R.example.com/Web@${DIGEST}` }) })).toThrow(/SP5102 /);
});
