import { renderMarkerText } from '../render/marker.ts';

/** The note where a tick was put back. It names nobody. */
export function renderPutBack(prefix: string, marker: string): string {
  return [
    `A box was ticked by somebody who may not decide here, and was put back. It takes triage permission in this repository, or one of the teams in \`functions\` of the config. They can tick it, or comment \`${prefix}decide c12 fix\`.`,
    '<sub>Fullcircle, an automated app, wrote this because a tick is a decision. It says so once in each weekly issue.</sub>',
    renderMarkerText(marker),
  ].join('\n\n');
}

/** The note where a box is ticked and nobody knows by whom. */
export function renderUnread(prefix: string, marker: string): string {
  return [
    `A box was ticked, and GitHub did not tell by whom, so it decides nothing yet. Please comment \`${prefix}decide c12 fix\`, or untick the box, wait a moment and tick it again.`,
    '<sub>Fullcircle, an automated app, wrote this because a tick is a decision. It says so once in each weekly issue.</sub>',
    renderMarkerText(marker),
  ].join('\n\n');
}
