import { join } from 'node:path';
import { ordersOnAws } from './aws';
import { ordersOnKubernetes } from './k8s';

ordersOnAws(join(__dirname, 'cdk.out')).synth();
ordersOnKubernetes(join(__dirname, 'dist')).synth();
