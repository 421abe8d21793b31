/**
 * How a candidate becomes a cloud assembly.
 */
export interface SynthOptions {
  /** Shell commands that build the application and run `cdk synth`. */
  readonly commands: string[];

  /**
   * Directory the cloud assembly is in afterwards.
   * @default 'cdk.out'
   */
  readonly outputDirectory?: string;
}
