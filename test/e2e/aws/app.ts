import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { releaseApi } from '../../../examples/aws-shop/api/release';
import { TOOLING } from './cdk';
import { writeSubset } from './subset';

// the API of the example as it is; its README asks for these two roles to be there. Its other service has containers, which
// there are none of in the emulator
const app = new App({ outdir: process.env.CDK_OUTDIR });
releaseApi(app);
const people = new Stack(app, 'People', { env: { account: TOOLING, region: 'eu-central-1' } });
for (const roleName of ['release-managers', 'shop-on-call']) new Role(people, roleName, { roleName, assumedBy: new AccountRootPrincipal() });
(app.node.findChild('ShopPipeline') as Stack).addStackDependency(people);
// a second version of the application
const { REVISION } = process.env;
for (const node of app.node.findAll()) if (REVISION && node instanceof Function) node.addEnvironment('REVISION', REVISION);
writeSubset(app);
