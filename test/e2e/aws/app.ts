import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import { shopApp } from '../../../examples/aws-shop/app';
import { TOOLING } from './cdk';
import { writeSubset } from './subset';

// the example as it is; its README asks for these two roles to be there
const app = shopApp({ outdir: process.env.CDK_OUTDIR });
const people = new Stack(app, 'People', { env: { account: TOOLING, region: 'eu-central-1' } });
for (const roleName of ['release-managers', 'shop-on-call']) new Role(people, roleName, { roleName, assumedBy: new AccountRootPrincipal() });
(app.node.findChild('ShopPipeline') as Stack).addStackDependency(people);
// a second version of the application
const { REVISION } = process.env;
for (const node of app.node.findAll()) if (REVISION && node instanceof Function) node.addEnvironment('REVISION', REVISION);
writeSubset(app);
