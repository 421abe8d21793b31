import { isTimeZone } from '../../../plan/calendar/zone';
import type { Problem } from '../../../plan/problem';
import { nearest } from '../../../private/nearest';
import { goDurationMs } from '../durations';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { matches } from '../glob';
import { APPLICATION, APP_PROJECT } from '../kinds';
import type { Manifest } from '../manifest';
import { SP5282, SP5283 } from '../problems-delivery';
import { isCron } from './cron';

/** What Argo CD applies, from where to where, and when. */
export function applications(folder: Folder): Problem[] {
  return [
    ...folder.of(APP_PROJECT).flatMap(({ spec }) => spec.at('syncWindows').items).flatMap(window),
    ...folder.of(APPLICATION).flatMap((application) => {
      const project = folder.find(APP_PROJECT, application.spec.at('project').text, application);
      return project ? [...sourced(application, project), ...placed(application, project, folder)] : [];
    }),
  ];
}

function window(field: Field): Problem[] {
  const [kind, schedule, duration, zone] = ['kind', 'schedule', 'duration', 'timeZone'].map((name) => field.at(name));
  const isApplied = ['applications', 'namespaces', 'clusters'].some((name) => field.at(name).items.length > 0);
  const wrong: [Field, boolean, string, string][] = [
    [kind, !['allow', 'deny'].includes(kind.text), '"allow" or "deny"', 'use one of them'],
    [schedule, !isCron(schedule.text), 'a cron expression of five fields', 'write minute, hour, day, month and day of the week'],
    [duration, (goDurationMs(duration.text) ?? 0) <= 0, 'a number with h, m or s', 'count days as hours'],
    [zone, zone.isSet && zone.text !== '' && !isTimeZone(zone.text), 'a time zone of the IANA database', `use ${nearest(zone.text, Intl.supportedValuesOf('timeZone')) ?? 'Europe/Zurich'}`],
    [field, !isApplied, 'a window with applications, namespaces or clusters', 'say what it is for: "*" is everything'],
  ];
  return wrong.filter(([, holds]) => holds).map(([at, , allowed, remedy]) => SP5282.at(at.path, { got: at.shown, allowed, remedies: [remedy] }));
}

function sourced({ spec }: Manifest, project: Manifest): Problem[] {
  const { texts } = project.spec.at('sourceRepos');
  const sources = [spec.at('source'), ...spec.at('sources').items].map((source) => source.at('repoURL')).filter(({ text }) => text !== '');
  return sources.filter(({ text }) => !permits(texts, (pattern) => matches(bare(pattern), bare(text), '[^/]*'))).map((url) => SP5283.at(url.path, {
    got: url.shown,
    allowed: texts.join(', ') || `a source that ${project.name} lists`,
    remedies: [`add it to the sourceRepos of ${project.name}`, 'use a repository of the project'],
  }));
}

/** A pattern that begins with "!" forbids what it matches. */
function permits(patterns: string[], holds: (pattern: string) => boolean): boolean {
  const forbidden = patterns.filter((pattern) => pattern.startsWith('!'));
  return patterns.some((pattern) => !pattern.startsWith('!') && holds(pattern)) && !forbidden.some((pattern) => holds(pattern.slice(1)));
}

function bare(url: string): string {
  return url.toLowerCase().replace(/\.git$/, '').replace(/\/$/, '');
}

/** Where a project lets applications deploy to. */
interface Place {
  readonly name: string;
  readonly server: string;
  readonly namespace: string;
}

function placesOf(folder: Folder): ReadonlyMap<Manifest, Place[]> {
  return new Map(folder.of(APP_PROJECT).map((project) => [project, project.spec.at('destinations').items.map(placeOf)]));
}

function placeOf(field: Field): Place {
  return { name: field.at('name').text, server: field.at('server').text, namespace: field.at('namespace').text };
}

function placed({ spec }: Manifest, project: Manifest, folder: Folder): Problem[] {
  const destination = spec.at('destination');
  const { name, server, namespace } = placeOf(destination);
  const places = folder.seenAs(placesOf).get(project)!;
  const isCovered = (pattern: string, value: string) => value !== '' && pattern !== '' && matches(pattern, value);
  const allowed = places.filter((place) => ![place.name, place.server, place.namespace].some((text) => text.startsWith('!')));
  // what forbids is left to Argo CD, which knows a cluster by its name and by its server
  const fits = allowed.length < places.length || allowed.some((place) => (isCovered(place.name, name) || isCovered(place.server, server)
    || (place.name === '' && server === '') || (place.server === '' && name === '')) && isCovered(place.namespace, namespace));
  return fits ? [] : [SP5283.at(destination.path, {
    got: `${name || server}/${namespace}`,
    allowed: `a destination of ${project.name}: ${places.map((place) => `${place.name || place.server}/${place.namespace}`).join(', ')}`,
    remedies: [`add it to the destinations of ${project.name}`],
  })];
}
