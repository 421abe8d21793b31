/** As long as an ARN or a name of what CloudFormation makes. */
const REFERENCE = 80;

/** How long a part of a template is as JSON when CloudFormation has filled in what it knows: at least as long as it will be. */
export function deployedLength(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null || typeof value !== 'object') return Buffer.byteLength(JSON.stringify(value));
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + deployedLength(item) + 1, 2);
  const [[name, argument] = [], ...others] = Object.entries(value);
  if (others.length === 0 && name === 'Ref') return `${argument}`.startsWith('AWS::') ? 'aws-us-gov'.length + 2 : REFERENCE;
  if (others.length === 0 && name === 'Fn::GetAtt') return REFERENCE;
  if (others.length === 0 && name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return 2 + parts.reduce<number>((sum, part) => sum + deployedLength(part) - 2 + separator.length, 0);
  }
  return Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + deployedLength(item), 2);
}
