import type { IRenderer } from 'spillway';
import { Capability, Feature, ParityReport, Plan } from 'spillway';
import { FakeRenderer } from '../support/fake-renderer';
import { soundPlan } from '../support/sound-plan';

const stone: IRenderer = { platform: 'stone', capability: () => Capability.emulated('hammer | chisel'), limits: () => [] };
const report = ParityReport.of(Plan._of(soundPlan()), [new FakeRenderer([Feature.BAKE]), stone]);

test('the text has a column for each back end and says of each feature what it makes of it', () => {
  const lines = report.toText().split('\n');
  expect(lines[0].split(/ {2,}/)).toEqual(['feature', 'paper', 'stone']);
  const at = lines.findIndex((line) => line.startsWith('bake '));
  expect(lines.slice(at, at + 2).map((line) => line.split(/ {2,}/))).toEqual([['bake', 'refused', 'emulated'], ['', 'paper cannot wait', 'hammer | chisel']]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('the Markdown table has as many cells in every row', () => {
  const lines = report.toMarkdown().trimEnd().split('\n');
  expect(lines.slice(0, 2)).toEqual(['| feature | paper | stone |', '| --- | --- | --- |']);
  expect(lines).toContain('| `bake` | **refused**: paper cannot wait | **emulated**: hammer \\| chisel |');
  for (const line of lines) expect(line.split(/(?<!\\)\|/)).toHaveLength(5);
});

test('only what the plan asks for is listed', () => {
  expect(report.toText()).toContain('shift.canary');
  expect(report.toText()).not.toContain('shift.linear');
});

test('without a back end there is nothing to compare', () => {
  expect(ParityReport.of(Plan._of(soundPlan()), []).toMarkdown()).toBe('| feature |\n| --- |\n');
});
