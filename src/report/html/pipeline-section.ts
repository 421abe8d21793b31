import type { PlanDocument, PlannedWave } from '../../plan/document';
import { durationSymbols } from '../../private/duration-text';
import { layersOf } from '../view/layers';
import { gateWords } from '../words/gate';
import { shiftWords } from '../words/shift';
import { signalWords } from '../words/signal';
import { triggerWords, verificationWords } from '../words/wave';
import type { Content, Markup } from './markup';
import { html } from './markup';
import type { Section } from './section';
import { shiftProfile } from './shift-profile';

/** The waves in the order in which a release goes through them, and the signals that watch it. */
export function pipelineSection(plan: PlanDocument): Section {
  const { layers, unreachable } = layersOf(plan);
  const tiers = new Map(plan.environments.map(({ name, tier }) => [name, tier]));
  const isRow = layers.every((waves, depth) => waves.length === 1 && waves[0].after.length === Math.min(depth, 1));
  const number = (wave: PlannedWave) => plan.waves.indexOf(wave) + 1;
  const card = (wave: PlannedWave) => waveCard(wave, `wave-${number(wave)}`, tiers, isRow);
  return {
    id: 'pipeline',
    title: 'Pipeline',
    content: html`<ol class="layers">${layers.map((waves) => html`
<li class="layer">${waves.map(card)}</li>`)}
</ol>
${unreachable.length > 0 ? html`<p>These waves are never reached: ${unreachable.map(({ name }) => name).join(', ')}.</p>` : undefined}
<p>${plan.supersede ? 'A newer candidate takes the place of one that waits.' : 'Every candidate goes, in order of arrival.'}
Every wave is also rolled back by a failed deployment, a failed verification and an operator.</p>
${plan.signals.length > 0 ? html`<h3>Signals</h3>
<ul class="plain">${plan.signals.map((signal) => html`<li>${signalWords(signal)}</li>`)}</ul>` : undefined}`,
  };
}

function waveCard(wave: PlannedWave, id: string, tiers: ReadonlyMap<string, string>, isRow: boolean): Markup {
  return html`<article class="wave" aria-labelledby="${id}">
<h3 id="${id}">${wave.name}</h3>
<ul class="places" aria-label="Environments">${wave.environments.map((name) => html`<li>${name} <small>${tiers.get(name)}</small></li>`)}</ul>
${shiftProfile(wave, `${id}-shift`)}
<dl>${[
  entry('after', isRow ? [] : wave.after),
  entry('gates', wave.gates.map((gate) => html`<span class="gate" aria-hidden="true">◇</span> ${gateWords(gate)}`)),
  entry('traffic', shiftWords(wave.shift)),
  entry('verified by', wave.verifications.map(verificationWords)),
  entry('bakes', wave.bakeMs > 0 ? [durationSymbols(wave.bakeMs)] : []),
  entry('rolled back by', triggerWords(wave.triggers)),
]}</dl>
</article>`;
}

function entry(term: string, values: readonly Content[]): Markup | undefined {
  return values.length > 0 ? html`<dt>${term}</dt>${values.map((value) => html`<dd>${value}</dd>`)}` : undefined;
}
