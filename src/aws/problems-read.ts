import { error } from '../plan/problem-definition';

/* SP45xx  templates that are read */

export const SP4501 = error('SP4501', 'text is neither JSON nor YAML',
  'What does not parse has no structure that a plan could be read from, and half of it would be another template.',
  "aws.TemplateReading.of({ 'pipeline.yaml': 'Resources: [' });");

export const SP4502 = error('SP4502', 'text is not a template',
  'A template of CloudFormation names its resources; anything else may look like one and says nothing about a release.',
  "aws.TemplateReading.of({ 'package.json': '{ \"name\": \"shop\" }' });");

export const SP4503 = error('SP4503', 'template is not made for reading',
  'Values inside values without end, or that refer to themselves, are no template that CloudFormation would take.',
  "aws.TemplateReading.of({ 'pipeline.yaml': 'Resources: &all { Again: *all }' });");
