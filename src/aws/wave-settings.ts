/**
 * How CodePipeline takes a wave: what it is in AWS, not what the release means.
 */
export interface WaveSettings {
  /**
   * Whether each environment has a stage of its own, with its own window, alarms, bake and rollback. They run one after another
   * then, in the order of their declaration, and when one is undone, so are those before it.
   * @default false
   */
  readonly stagePerEnvironment?: boolean;

  /**
   * How many environments are deployed at the same time within the wave's stage.
   * @default - all of them
   */
  readonly maxConcurrent?: number;

  /**
   * Whether those who approve are shown what will change: the difference of each stack to what is deployed.
   * @default false
   */
  readonly reviewChanges?: boolean;
}

/** The settings by wave; those that are left out have the defaults. */
export type SettingsByWave = Readonly<Record<string, WaveSettings>>;
