import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RootConstruct } from 'constructs';
import { Plan } from 'spillway';
import { ordersOnAws } from './aws';
import { ordersOnKubernetes } from './k8s';
import { ordersPipeline } from './pipeline';

ordersOnAws(join(__dirname, 'cdk.out')).synth();
ordersOnKubernetes(join(__dirname, 'dist')).synth();
// what the `spillway` command reads, in whatever language the pipeline is declared
writeFileSync(join(__dirname, 'plan.json'), Plan.of(ordersPipeline(new RootConstruct())).toJson());
