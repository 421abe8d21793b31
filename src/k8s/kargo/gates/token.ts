import type { SecretKey } from '../../secret-key';

/** The header by which Kargo shows who it is. The value is read when the step runs, and kept nowhere. */
export function bearer({ secret, key }: SecretKey): { name: string; value: string } {
  return { name: 'Authorization', value: `Bearer \${{ secret(${JSON.stringify(secret)})[${JSON.stringify(key)}] }}` };
}
