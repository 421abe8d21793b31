import type { SignalSpec } from '../../model/spec';
import type { PlannedWave } from '../../plan/document';
import type { Pods } from '../pods/pods';
import type { WorkloadProps } from '../workload';

/** A workload as it was declared, with the pods and the wave that release it. */
export interface CheckedWorkload extends WorkloadProps {
  readonly path: string;
  readonly name: string;
  readonly wave: PlannedWave;
  readonly signals: SignalSpec[];
  readonly pods: Pods;
}
