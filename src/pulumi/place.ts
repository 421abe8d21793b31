/** An account and a Region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

const PARTITIONS = [
  { regions: /^cn-/, partition: 'aws-cn', domain: 'amazonaws.com.cn' },
  { regions: /^us-gov-/, partition: 'aws-us-gov', domain: 'amazonaws.com' },
  { regions: /^/, partition: 'aws', domain: 'amazonaws.com' },
];

/** Reads `aws://account/region`; undefined when the assembly leaves either open. */
export function placeOf(environment: string): Place | undefined {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return account && region && account !== 'unknown-account' && region !== 'unknown-region' ? { account, region } : undefined;
}

/** Puts a place in for the placeholders that an assembly leaves in names. */
export function filled(text: string, place: Place): string {
  return text
    .replaceAll('${AWS::AccountId}', place.account)
    .replaceAll('${AWS::Region}', place.region)
    .replaceAll('${AWS::Partition}', partitionOf(place).partition);
}

/** Where CloudFormation reads a template that lies in a bucket of the place. */
export function objectUrl(bucket: string, key: string, place: Place): string {
  return `https://${bucket}.s3.${place.region}.${partitionOf(place).domain}/${key}`;
}

function partitionOf(place: Place) {
  return PARTITIONS.find(({ regions }) => regions.test(place.region))!;
}
