import { createHash } from 'node:crypto';
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem } from '../../plan/problem';
import type { ProblemKind } from '../../plan/problem-definition';

/**
 * Problems as SARIF 2.1.0, the form in which code hosts show findings.
 * @param path what was checked; files say nothing of constructs, so a finding is located by its construct path and shown at the head of the file
 * @param kinds what is always true of each problem, by code
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(path: string, problems: readonly Problem[], kinds: ReadonlyMap<string, ProblemKind>, version: string): object {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'spillway', semanticVersion: version, rules: codes.map((code) => rule(kinds.get(code)!)) } },
      artifacts: [{ location: { uri: uriOf(path) } }],
      results: problems.map((problem) => result(problem, codes, path)),
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

function result({ code, severity, path, title, got, allowed, remedies }: Problem, codes: readonly string[], file: string): object {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: `${title}: got "${got}", allowed is ${allowed}; ${remedies.join(', or ')}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri: uriOf(file), index: 0 }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: path }],
    }],
    // hosts tell findings apart by their line, and these all stand in the first one
    partialFingerprints: { primaryLocationLineHash: createHash('sha256').update(`${code} ${path}`).digest('hex') },
  };
}

function uriOf(path: string): string {
  return isAbsolute(path) ? pathToFileURL(path).href : encodeURI(path.split(sep).join('/'));
}
