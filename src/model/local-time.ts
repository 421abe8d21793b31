/**
 * Minutes since midnight of `HH:MM`. Anything else gives -1, which no plan allows, so that the mistake is reported
 * together with all others and not by an exception half way through the declaration.
 */
export function minuteOfDay(time: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  if (!match) return -1;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= 24 * 60 ? total : -1;
}
