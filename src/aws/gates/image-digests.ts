/** What images are called by ECS, Batch, Lambda, App Runner and SageMaker. */
const CALLED = '^Image(Uri|Identifier)?$';

/**
 * For Node: says every digest in templates, once templates are such that all images have one. What a value ends with has to be
 * there to be read: what is known at deployment only, and a choice of two, may be anything. A job of CodeBuild serves nobody.
 */
const SCRIPT = `
const { readFileSync } = require("fs");
const isObject = (value) => Object(value) === value;
const images = (value) => Object.entries(value).flatMap(([name, inner]) => /${CALLED}/.test(name) ? [inner] : isObject(inner) ? images(inner) : []);
const end = (image) => [image?.["Fn::Sub"]].flat()[0] ?? image?.["Fn::Join"]?.[1]?.at?.(-1) ?? image;
const templates = process.argv.slice(1).map((path) => Object.values(JSON.parse(readFileSync(path, "utf8")).Resources ?? {}));
const without = templates.flat().filter(({ Type }) => Type !== "AWS::CodeBuild::Project").flatMap(images).filter((image) => !/@sha256:[0-9a-f]{64}$/.test(end(image)));
if (without.length > 0) {
  console.error("deployed without a digest:", without.map((image) => JSON.stringify(image)).join(", "));
  process.exit(1);
}
console.log([...new Set(JSON.stringify(templates).match(/sha256:[0-9a-f]{64}/g))].join(" "));
`;

/** A command that writes the digests of all images, and fails where one has none. No quotes of the shell are in the script. */
export function imageDigests(templates: string): string {
  return `node -e '${SCRIPT}' ${templates}`;
}
