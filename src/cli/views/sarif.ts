import { createHash } from 'node:crypto';
import type { Problem } from '../../plan/problem';
import type { ProblemKind } from '../../plan/problem-definition';
import type { Given, SourcePlace } from './source-place';
import { sourcePlace } from './source-place';

/**
 * Problems as SARIF 2.1.0, the form in which code hosts show findings. Each is located by its path; a construct path says nothing of files, and is shown at the
 * head of what was checked.
 * @param given what was checked
 * @param kinds what is always true of each problem, by code
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(given: Given, problems: readonly Problem[], kinds: ReadonlyMap<string, ProblemKind>, version: string): object {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const places = problems.map(({ path }) => sourcePlace(given, path));
  const uris = [...new Set(places.map(({ uri }) => uri))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'spillway', semanticVersion: version, rules: codes.map((code) => rule(kinds.get(code)!)) } },
      columnKind: 'utf16CodeUnits',
      artifacts: uris.map((uri) => ({ location: { uri } })),
      results: problems.map((problem, i) => result(problem, codes, places[i], uris)),
    }],
  };
}

function rule({ code, severity, title, why, example }: ProblemKind): object {
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\nFor example:\n${example}`, markdown: `${why}\n\nFor example:\n\n\`\`\`ts\n${example}\n\`\`\`` },
    defaultConfiguration: { level: severity },
  };
}

function result(problem: Problem, codes: readonly string[], { uri, region }: SourcePlace, uris: readonly string[]): object {
  const { code, severity, path, title, got, allowed, remedies } = problem;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: `${title}: got "${got}", allowed is ${allowed}; ${remedies.join(', or ')}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri, index: uris.indexOf(uri) }, region },
      logicalLocations: [{ fullyQualifiedName: path }],
    }],
    // hosts tell findings apart by their line, and many stand in the first one
    partialFingerprints: { primaryLocationLineHash: createHash('sha256').update(`${code} ${path}`).digest('hex') },
  };
}
