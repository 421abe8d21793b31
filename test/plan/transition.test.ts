import {
  DeploymentWindow, Duration, Environment, Evidence, ExpeditedPath, Freeze, Gate, NoData, ReleaseType, RollbackScope, RollbackTrigger, Signal, Tier,
  TrafficShift, Verification, Day,
} from 'spillway';
import type { ReleasePipelineProps, WaveOptions } from 'spillway';
import { declared, Story } from '../support/story';

const errors = Signal.errorRatio({ atMost: 0.01 });
const beta = () => new Environment('beta', { tier: Tier.TEST });
const prod = () => new Environment('prod', { tier: Tier.PRODUCTION });
const office = DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:00', to: '17:00', timeZone: 'Europe/Zurich' });

/** A single wave of one environment. */
function one(wave: Partial<WaveOptions>, props: Partial<ReleasePipelineProps> = {}): Story {
  return new Story(declared(props, (pipeline) => pipeline.addWave('prod', { environments: [prod()], ...wave })));
}

/** Two waves in a row, watched by one signal. */
function two(wave: Partial<WaveOptions> = {}, props: Partial<ReleasePipelineProps> = {}): Story {
  return new Story(declared({ rollbackOn: [RollbackTrigger.signal(errors)], ...props }, (pipeline) => {
    pipeline.addWave('beta', { environments: [beta()] });
    pipeline.addWave('prod', { environments: [prod()], bakeTime: Duration.hours(1), ...wave });
  }));
}

describe('a good release', () => {
  test('goes through its waves in order and then rests', () => {
    const story = two().arrives('1.0.0');
    expect(story.at('beta')).toBe('shifting 1.0.0');
    expect(story.at('prod')).toBe('free');
    story.deployed('beta');
    expect(story.at('beta')).toBe('free');
    story.deployed('prod');
    expect(story.at('prod')).toBe('baking 1.0.0');
    story.reads('prod', 'error-ratio', 'pass').minutes(60);
    expect(story.at('prod')).toBe('free');
    expect(story.last.map(({ kind }) => kind)).toEqual(['done', 'released']);
  });

  test('takes each step of its shift, holding every one', () => {
    const story = one({ trafficShift: TrafficShift.linear({ percent: 40, every: Duration.minutes(10) }) }).arrives('1.0.0');
    const percents = [];
    for (let i = 0; i < 3; i++) {
      percents.push(story.deployed('prod').last.flatMap((effect) => (effect.kind === 'stepReached' ? [effect.percent] : []))[0]);
      story.minutes(9);
      expect(story.at('prod')).toBe(i < 2 ? 'shifting 1.0.0' : 'free');
      story.minutes(1);
    }
    expect(percents).toEqual([40, 80, 100]);
  });

  test('is deployed by the digests it arrived with', () => {
    const story = two().arrives('1.0.0').deployed('beta');
    const deploys = story.last.flatMap((effect) => (effect.kind === 'deploy' ? [effect.artifacts] : []));
    expect(deploys).toEqual([story.state.candidates['1.0.0'].release.artifacts]);
  });
});

describe('what is measured', () => {
  test('rolls back on the first failure, in the same step', () => {
    const story = two().arrives('1.0.0').deployed('beta').deployed('prod').reads('prod', 'error-ratio', 'fail');
    expect(story.last).toContainEqual({ kind: 'rollBack', wave: 'prod', environment: 'prod', release: '1.0.0', to: null });
    expect(story.rolledBack('prod').at('prod')).toBe('free');
    expect(story.state.candidates['1.0.0'].vetoed).toBe(true);
  });

  test('gives the traffic back to the release before', () => {
    const story = two().arrives('1.0.0').deployed('beta').deployed('prod').reads('prod', 'error-ratio', 'pass').minutes(60);
    story.arrives('1.1.0').deployed('beta').deployed('prod').reads('prod', 'error-ratio', 'fail');
    expect(story.last).toContainEqual({ kind: 'rollBack', wave: 'prod', environment: 'prod', release: '1.1.0', to: '1.0.0' });
  });

  test('holds the release while there is no data, however long', () => {
    const story = two().arrives('1.0.0').deployed('beta').deployed('prod').reads('prod', 'error-ratio', 'noData').minutes(100_000);
    expect(story.at('prod')).toBe('baking 1.0.0');
    expect(story.reads('prod', 'error-ratio', 'pass').at('prod')).toBe('free');
  });

  test('rolls back on no data where that is declared to fail', () => {
    const strict = Signal.errorRatio({ atMost: 0.01, noData: NoData.FAIL });
    const story = two({}, { rollbackOn: [RollbackTrigger.signal(strict)] }).arrives('1.0.0').deployed('beta').deployed('prod');
    expect(story.reads('prod', 'error-ratio', 'noData').at('prod')).toBe('rollingBack 1.0.0');
  });

  test('undoes everything promoted so far where the scope says so', () => {
    const story = two({}, { rollbackOn: [RollbackTrigger.signal(errors, { scope: RollbackScope.PROMOTED })] });
    story.arrives('1.0.0').deployed('beta').deployed('prod').reads('prod', 'error-ratio', 'fail');
    expect([story.at('beta'), story.at('prod')]).toEqual(['rollingBack 1.0.0', 'rollingBack 1.0.0']);
  });

  test('sends a release that moves on top of an undone one back to the gates', () => {
    const scope = RollbackScope.PROMOTED;
    const story = new Story(declared({ rollbackOn: [RollbackTrigger.signal(errors, { scope })] }, (pipeline) => {
      pipeline.addWave('beta', { environments: [beta()], trafficShift: TrafficShift.canary({ percent: 10, hold: Duration.minutes(5) }) });
      pipeline.addWave('prod', { environments: [prod()], bakeTime: Duration.hours(1) });
    }));
    story.arrives('1.0.0').deployed('beta').reads('beta', 'error-ratio', 'pass').minutes(5).deployed('beta').deployed('prod');
    story.arrives('1.1.0').deployed('beta').reads('prod', 'error-ratio', 'fail');
    expect(story.at('beta')).toBe('rollingBack 1.0.0');
    expect(story.rolledBack('beta').at('beta')).toBe('shifting 1.1.0');
  });
});

describe('gates', () => {
  test('an approval counts different people, and never the author', () => {
    const story = one({ gates: [Gate.approval({ group: 'managers', quorum: 2 })] }).arrives('1.0.0', 'feature', 'ann');
    story.approves('prod', 'ann').approves('prod', 'bob').approves('prod', 'bob').approves('prod', 'eve', 'visitors');
    expect(story.at('prod')).toBe('waiting 1.0.0');
    expect(story.approves('prod', 'joe').at('prod')).toBe('shifting 1.0.0');
  });

  test('an approval does not survive a newer candidate', () => {
    const story = one({ gates: [Gate.approval({ group: 'managers', quorum: 2 })] }).arrives('1.0.0').approves('prod', 'bob').arrives('1.1.0');
    expect(story.last).toContainEqual({ kind: 'dismissed', wave: 'prod', release: '1.0.0', cause: 'superseded' });
    expect(story.approves('prod', 'eve').at('prod')).toBe('waiting 1.1.0');
  });

  test('an approval that is refused or comes too late sends the release away for good', () => {
    const gates = [Gate.approval({ group: 'managers', timeout: Duration.days(1) })];
    const refused = one({ gates }).arrives('1.0.0').tell({ kind: 'approvalRefused', wave: 'prod', gate: 'approval-1', release: '1.0.0', by: 'bob', groups: ['managers'] });
    expect(refused.last).toEqual([{ kind: 'dismissed', wave: 'prod', release: '1.0.0', cause: 'refused' }]);
    const late = one({ gates }).arrives('1.0.0').minutes(24 * 60);
    expect(late.last).toEqual([{ kind: 'dismissed', wave: 'prod', release: '1.0.0', cause: 'timedOut' }]);
  });

  test('a window and an approval have to be there at the same time', () => {
    const story = one({ gates: [Gate.approval({ group: 'managers' }), Gate.window(office)] }).arrives('1.0.0').approves('prod', 'bob');
    const window = { kind: 'windowChanged', wave: 'prod', gate: 'window-1' } as const;
    expect(story.at('prod')).toBe('waiting 1.0.0');
    expect(story.tell({ ...window, open: true }).at('prod')).toBe('shifting 1.0.0');
    expect(story.tell({ ...window, open: false }).at('prod')).toBe('shifting 1.0.0');
  });

  test('a failing quiet gate waits, missing evidence sends away', () => {
    const quiet = one({ gates: [Gate.quiet(errors)] }).arrives('1.0.0');
    const judged = { kind: 'gateJudged', wave: 'prod', release: '1.0.0' } as const;
    expect(quiet.tell({ ...judged, gate: 'quiet-1', verdict: 'fail' }).at('prod')).toBe('waiting 1.0.0');
    expect(quiet.tell({ ...judged, gate: 'quiet-1', verdict: 'pass' }).at('prod')).toBe('shifting 1.0.0');
    const evidence = one({ gates: [Gate.evidence(Evidence.SBOM)] }).arrives('1.0.0');
    expect(evidence.tell({ ...judged, gate: 'evidence-1', verdict: 'fail' }).at('prod')).toBe('free');
  });

  test('the newest candidate goes when a freeze ends, or every one where order is kept', () => {
    const freezes = [Freeze.dated('sale', { from: '2026-12-01T00:00', to: '2026-12-02T00:00', timeZone: 'Europe/Zurich', owner: 'sre', reason: 'sale' })];
    const begin = { kind: 'freezeChanged', freeze: 'sale', active: true } as const;
    for (const [supersede, first] of [[true, '1.2.0'], [false, '1.0.0']] as const) {
      const story = one({}, { freezes, supersede }).tell(begin).arrives('1.0.0').arrives('1.1.0').arrives('1.2.0');
      expect(story.current('prod')?.phase).toBe('waiting');
      expect(story.tell({ ...begin, active: false }).at('prod')).toBe(`shifting ${first}`);
    }
  });

  test('an expedited release passes windows and freezes and bakes shorter, and no more than that', () => {
    const freezes = [Freeze.dated('sale', { from: '2026-12-01T00:00', to: '2026-12-02T00:00', timeZone: 'Europe/Zurich', owner: 'sre', reason: 'sale' })];
    const expedited = [ExpeditedPath.of({ releaseTypes: [ReleaseType.HOTFIX], bakeAtMost: Duration.minutes(10) })];
    const gates = [Gate.window(office), Gate.approval({ group: 'managers' })];
    const story = one({ gates, bakeTime: Duration.hours(1) }, { freezes, expedited }).tell({ kind: 'freezeChanged', freeze: 'sale', active: true });
    expect(story.arrives('1.0.0', 'hotfix').at('prod')).toBe('waiting 1.0.0');
    expect(story.approves('prod', 'bob').deployed('prod').minutes(9).at('prod')).toBe('baking 1.0.0');
    expect(story.minutes(1).at('prod')).toBe('free');
  });

  test('the glass can be broken at a window, not at an approval, and it is written down', () => {
    const story = one({ gates: [Gate.window(office), Gate.approval({ group: 'managers' })] }).arrives('1.0.0');
    const broken = { kind: 'gateOverridden', wave: 'prod', release: '1.0.0', by: 'joe' } as const;
    expect(story.tell({ ...broken, gate: 'window-1' }).last).toEqual([{ kind: 'overridden', wave: 'prod', gate: 'window-1', release: '1.0.0', by: 'joe' }]);
    expect(story.tell({ ...broken, gate: 'approval-1' }).last).toEqual([]);
    expect(story.at('prod')).toBe('waiting 1.0.0');
  });
});

describe('when something goes wrong', () => {
  test('a failed deployment in one environment undoes the whole wave', () => {
    const environments = [new Environment('eu', { tier: Tier.PRODUCTION }), new Environment('us', { tier: Tier.PRODUCTION })];
    const story = one({ environments }).arrives('1.0.0')
      .tell({ kind: 'deploymentFinished', wave: 'prod', environment: 'eu', release: '1.0.0', step: 0, outcome: 'failed' });
    expect(story.last.filter(({ kind }) => kind === 'rollBack')).toHaveLength(2);
  });

  test('an inconclusive verification holds, a failed one undoes', () => {
    const verifications = [Verification.job({ name: 'e2e', commands: ['true'] })];
    const story = one({ verifications }).arrives('1.0.0').deployed('prod');
    const judged = { kind: 'verificationJudged', wave: 'prod', verification: 'e2e', release: '1.0.0' } as const;
    expect(story.tell({ ...judged, verdict: 'inconclusive' }).at('prod')).toBe('verifying 1.0.0');
    expect(story.tell({ ...judged, verdict: 'fail' }).at('prod')).toBe('rollingBack 1.0.0');
  });

  test('a failed rollback waits for a person, who can try again', () => {
    const story = two().arrives('1.0.0').deployed('beta').deployed('prod').reads('prod', 'error-ratio', 'fail');
    story.tell({ kind: 'rollbackFinished', wave: 'prod', environment: 'prod', to: null, outcome: 'failed' });
    expect(story.at('prod')).toBe('rollbackFailed 1.0.0');
    expect(story.tell({ kind: 'rollbackRetried', wave: 'prod', by: 'joe' }).rolledBack('prod').at('prod')).toBe('free');
  });

  test('an operator holds a wave, but not its rollback', () => {
    const story = two().arrives('1.0.0').deployed('beta').deployed('prod').reads('prod', 'error-ratio', 'pass')
      .tell({ kind: 'heldByOperator', wave: 'prod', by: 'joe' }).minutes(60);
    expect(story.at('prod')).toBe('baking 1.0.0');
    expect(story.reads('prod', 'error-ratio', 'fail').at('prod')).toBe('rollingBack 1.0.0');
  });

  test('an operator undoes what has been released already', () => {
    const story = one({}).arrives('1.0.0').deployed('prod').arrives('1.1.0').deployed('prod');
    expect(story.tell({ kind: 'rollBackOrdered', wave: 'prod', by: 'joe' }).last)
      .toContainEqual({ kind: 'rollBack', wave: 'prod', environment: 'prod', release: '1.1.0', to: '1.0.0' });
  });

  test('a vetoed release goes again when a person lifts the veto', () => {
    const story = one({}).arrives('1.0.0').deployed('prod').tell({ kind: 'rollBackOrdered', wave: 'prod', by: 'joe' }).rolledBack('prod');
    expect(story.at('prod')).toBe('free');
    expect(story.tell({ kind: 'vetoLifted', release: '1.0.0', by: 'joe' }).at('prod')).toBe('shifting 1.0.0');
  });

  test('a release that an operator has taken out of an early wave goes through that one again before any later one', () => {
    const story = new Story(declared({}, (pipeline) => {
      for (const name of ['beta', 'one-box', 'prod']) {
        pipeline.addWave(name, { environments: [new Environment(name, { tier: Tier.TEST })], gates: name === 'prod' ? [Gate.approval({ group: 'managers' })] : [] });
      }
    }));
    story.arrives('1.0.0').deployed('beta').deployed('one-box').tell({ kind: 'rollBackOrdered', wave: 'beta', by: 'joe' }).rolledBack('beta');
    expect([story.at('beta'), story.at('one-box'), story.at('prod')]).toEqual(['free', 'free', 'free']);
    story.tell({ kind: 'vetoLifted', release: '1.0.0', by: 'joe' });
    expect([story.at('beta'), story.at('prod')]).toEqual(['shifting 1.0.0', 'free']);
    expect(story.deployed('beta').at('prod')).toBe('waiting 1.0.0');
  });

  test('the same version with other content is rejected', () => {
    const story = one({}).arrives('1.0.0').tell({
      kind: 'candidateArrived', release: { version: '1.0.0', commit: 'c0', author: 'ann', type: 'feature', artifacts: [] },
    });
    expect(story.last).toEqual([{ kind: 'rejected', release: '1.0.0', reason: 'it has arrived before with other content' }]);
  });

  test('an event about something unknown changes nothing', () => {
    const story = two().arrives('1.0.0');
    const before = story.state;
    story.tell({ kind: 'signalMeasured', wave: 'nowhere', environment: 'prod', release: '1.0.0', signal: 'error-ratio', reading: 'fail' });
    story.tell({ kind: 'vetoLifted', release: '9.9.9', by: 'joe' });
    expect(story.state).toBe(before);
  });
});
