/** The manifests of a workload as plain objects, printed by the `yaml` package, a file each: `k8s-plain WORKLOADS`. */
import * as fs from 'fs';
import * as path from 'path';
import { stringify } from 'yaml';
import { newDirectory, mark, numbers, report } from './harness';
import { manifests, objectsIn } from './k8s-shape';

const [workloads] = numbers;
mark('start');
const directory = newDirectory(`k8s-plain-${workloads}`);
const objects = Array.from({ length: workloads }, (_, index) => manifests(`web-${index + 1}`)).flat();
mark('construct');
for (const object of objects) fs.writeFileSync(path.join(directory, `${object.kind}.${object.metadata.name}.yaml`), stringify(object));
mark('print');
report(() => ({ workloads, objects: objectsIn(directory) }));
