/** What only AWS itself does, and what there is no client for here, is asked of `plugin.py`, which believes the account and Region in an unsigned header. */
export async function askPlugin(url: string, operation: 'PutEvents' | 'ReadLog' | 'SessionOf', account: string, region: string, body: unknown): Promise<unknown> {
  const authorization = `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/stand-in/aws4_request`;
  const headers = { authorization, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `StandIn.${operation}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${operation}: ${response.status} ${await response.text()}`);
  return response.json();
}
