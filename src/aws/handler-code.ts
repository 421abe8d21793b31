import type { AssetCode } from 'aws-cdk-lib/aws-lambda';
import { Code } from 'aws-cdk-lib/aws-lambda';

/** Both the sources and what they are compiled to are two levels below the package. */
const HANDLERS = `${__dirname}/../../lib/aws/handlers`;

/** The compiled code of a run-time function, in `src/aws/handlers/<name>`. */
export function handlerCode(name: string): AssetCode {
  return Code.fromAsset(`${HANDLERS}/${name}`, { exclude: ['*.d.ts'] });
}
