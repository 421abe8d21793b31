import valid from 'semver/functions/valid';
import type { ArtifactSpec, ReleaseSpec } from '../../model/spec';
import { shown } from '../../private/shown';
import type { Problem } from '../problem';
import { SP1001, SP1003, SP1301, SP1302 } from '../problems-declaration';
import { RELEASE_TYPES, oneOf } from './choices';

/** What is moved is named by its content, and somebody answers for it. */
export function checkRelease(release: ReleaseSpec, path: string): Problem[] {
  const { version, commit, author, type, artifacts } = release;
  return [
    ...typeof version === 'string' && /^\d/.test(version) && valid(version) ? [] : [SP1302.at(`${path}/version`, {
      got: shown(version), allowed: 'a semantic version without a prefix, such as "1.4.2"', remedies: [versionRemedy(version)],
    })],
    ...missing(`${path}/commit`, commit, 'the commit it was built from'),
    ...missing(`${path}/author`, author, 'the author of the change'),
    ...oneOf(RELEASE_TYPES, `${path}/type`, [type]),
    ...missing(`${path}/artifacts`, artifacts.length > 0 ? 'some' : '', 'at least one artifact'),
    ...artifacts.flatMap((artifact) => ofArtifact(artifact, `${path}/artifacts/${shown(artifact.name)}`)),
    ...repeated(artifacts, path),
  ];
}

function versionRemedy(version: string): string {
  const cleaned = valid(version, { loose: true });
  return cleaned ? `write "${cleaned}"` : 'write major, minor and patch, separated by dots';
}

function missing(path: string, text: string, what: string): Problem[] {
  return String(text ?? '').trim() ? [] : [SP1003.at(path, { got: 'nothing', allowed: what, remedies: [`give ${what}`] })];
}

function ofArtifact({ name, digest }: ArtifactSpec, path: string): Problem[] {
  return [
    ...missing(`${path}/name`, name, 'the name of the artifact'),
    ...isTagged(name) ? [SP1301.at(`${path}/name`, {
      got: name, allowed: 'a repository without a tag or digest', remedies: ['pass the tag nowhere and the digest on its own'],
    })] : [],
    ...typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest) ? [] : [SP1301.at(`${path}/digest`, {
      got: shown(digest), allowed: '"sha256:" and 64 hexadecimal digits in lower case', remedies: ['pass the digest that the build or the registry printed'],
    })],
  ];
}

/** A colon before the last slash belongs to the registry's port. */
function isTagged(name: string): boolean {
  return /[:@][^/]*$/.test(String(name ?? ''));
}

function repeated(artifacts: ArtifactSpec[], path: string): Problem[] {
  const seen = new Set<string>();
  return artifacts.filter(({ name }) => seen.size === seen.add(name).size).map(({ name }) => SP1001.at(`${path}/artifacts/${shown(name)}`, {
    got: shown(name), allowed: 'a name that no other artifact of the release has', remedies: ['list it once', 'rename one of them'],
  }));
}
