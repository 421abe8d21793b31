/** Reads the compiled assembly and names everything public that a reader of the API would find without an explanation. */
const fs = require('node:fs');
const path = require('node:path');

/** @returns one line for each thing that lacks its docstring, with the place in the sources */
function undocumented(assembly) {
  return Object.values(assembly.types).flatMap((type) => [
    ...lacks(type, type.fqn, type.locationInModule),
    ...(type.members ?? []).flatMap((member) => lacks(member, `${type.fqn}.${member.name}`, type.locationInModule)),
    ...[...(type.properties ?? []), ...(type.methods ?? [])].flatMap((member) => memberLacks(member, `${type.fqn}.${member.name}`)),
  ]);
}

/** What overrides a member means what that member says. */
function memberLacks(member, name) {
  if (member.overrides) return [];
  const found = lacks(member, name, member.locationInModule);
  if (member.optional && !member.docs?.default) found.push(`${place(member.locationInModule)} ${name} is optional and has no @default`);
  return found;
}

function lacks({ docs }, name, location) {
  return docs?.summary ? [] : [`${place(location)} ${name} has no docstring`];
}

function place({ filename, line }) {
  return `${filename}:${line}`;
}

module.exports = { undocumented };

if (require.main === module) {
  const assembly = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '.jsii'), 'utf8'));
  const found = undocumented(assembly);
  for (const line of found) console.error(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
