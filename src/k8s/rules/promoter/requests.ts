import type { Problem } from '../../../plan/problem';
import type { Field } from '../field';
import type { Folder } from '../folder';
import { GIT_REPOSITORY, WEB_REQUEST_COMMIT_STATUS } from '../kinds';
import { SP5517, SP5518 } from '../problems-promoter';

const HOSTS = ['github', 'gitlab', 'forgejo', 'gitea', 'bitbucketCloud', 'azureDevOps', 'fake'];
const AUTHENTICATIONS = ['basic', 'bearer', 'oauth2', 'tls', 'scm'];

/** Who is asked, over HTTP and for Git. */
export function requests(folder: Folder): Problem[] {
  return [
    ...folder.of(WEB_REQUEST_COMMIT_STATUS).flatMap(({ spec }) => request(spec)),
    ...folder.of(GIT_REPOSITORY).flatMap(({ spec }) => {
      const known = present(spec, HOSTS);
      return known.length === 1 ? [] : [SP5518.at(spec.path, {
        got: known.join(', ') || 'no host', allowed: `one of ${HOSTS.join(', ')}`, remedies: ['keep the host of the provider'],
      })];
    }),
  ];
}

function request(spec: Field): Problem[] {
  const [mode, http] = [spec.at('mode'), spec.at('httpRequest')];
  const url = http.at('urlTemplate');
  const expressions = [spec.at('success', 'when', 'expression'), ...(mode.at('trigger').isSet ? [mode.at('trigger', 'when', 'expression')] : [])];
  const counted: [Field, string[], number][] = [
    [mode, ['polling', 'trigger'], 1],
    [http, ['method', 'methodTemplate'], 1],
    [http.at('authentication'), AUTHENTICATIONS, 0],
  ];
  return [
    ...counted.map(([owner, keys, atLeast]) => ({ owner, keys, atLeast, known: present(owner, keys) }))
      .filter(({ atLeast, known }) => known.length > 1 || known.length < atLeast)
      .map(({ owner, keys, atLeast, known }) => SP5517.at(owner.path, {
        got: known.join(' and ') || 'none of them', allowed: `${atLeast === 1 ? 'one' : 'at most one'} of ${keys.join(', ')}`, remedies: ['keep one of them'],
      })),
    ...(/^(https?:\/\/[^\s]|\{\{)/.test(url.text) ? [] : [SP5517.at(url.path, { got: url.shown, allowed: 'a URL that begins with "https://" or "http://"', remedies: ['write the whole URL'] })]),
    ...expressions.filter(({ text }) => text.trim() === '').map((expression) => SP5517.at(expression.path, { got: 'nothing', allowed: 'an expression', remedies: ['add the expression'] })),
  ];
}

function present(owner: Field, keys: string[]): string[] {
  return keys.filter((key) => owner.at(key).isSet);
}
