import { Config } from '@pulumi/pulumi';
import { shopOnKubernetes, shopOnLambda } from './shop';

const release = new Config().get('platform') === 'aws' ? shopOnLambda() : shopOnKubernetes();

/** What is released and how, for whoever reads the stack: `pulumi stack output plan`. */
export const plan = release.plan;
