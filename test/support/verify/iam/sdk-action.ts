/** IAM prefixes of services that the SDK calls otherwise. */
const PREFIXES: Record<string, string> = {
  'sfn': 'states', 'secrets-manager': 'secretsmanager', 'eventbridge': 'events', 'cloudwatchlogs': 'logs', 'cloudwatch-logs': 'logs', 'applicationsignals': 'application-signals', 'appconfigdata': 'appconfig', 'codestarconnections': 'codestar-connections',
};
/** Actions that IAM calls otherwise than the API. */
const ACTIONS: Record<string, string> = {
  's3:ListObjectsV2': 's3:ListBucket', 's3:HeadObject': 's3:GetObject', 's3:HeadBucket': 's3:ListBucket', 'lambda:Invoke': 'lambda:InvokeFunction',
};

/** The IAM action behind a call of an SDK, by the SDK's names of service and method. */
export function sdkAction(service: string, method: string): string {
  const action = `${PREFIXES[service.toLowerCase()] ?? service.toLowerCase()}:${method[0].toUpperCase()}${method.slice(1)}`;
  return ACTIONS[action] ?? action;
}
