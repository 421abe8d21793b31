import type { Delivery } from '../delivery';

/** On an object: lets a member of the break-glass group bring it in, for the reason that is its value. */
export const BREAK_GLASS = 'spillway.dev/break-glass';

/** Who broke the glass and why, for the API server's audit log. */
export const BREAK_GLASS_AUDIT = {
  'break-glass': "variables.breakGlass ? request.userInfo.username + ': ' + string(object.metadata.annotations['" + BREAK_GLASS + "']) : ''",
};

/** CEL that is true when somebody who may break the glass gives a reason. The annotation in the hand of anybody else means nothing. */
export function breakGlass({ breakGlass: group }: Delivery): Record<string, string> {
  if (group === undefined) return { breakGlass: 'false' };
  const annotations = 'object.metadata.annotations';
  const reason = `has(${annotations}) && '${BREAK_GLASS}' in ${annotations} && ${annotations}['${BREAK_GLASS}'].trim() != ''`;
  return { breakGlass: `${reason} && ${memberOf(group)}` };
}

/** CEL that is true when whoever makes the request is in a group. */
export function memberOf(group: string): string {
  return `has(request.userInfo.groups) && ${JSON.stringify(group)} in request.userInfo.groups`;
}
