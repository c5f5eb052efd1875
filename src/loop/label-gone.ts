/** Why a thread goes without a label: what is noted, and looked for when the label is back. */
export function labelGone(label: string): string {
  return `the repository has no label ${label.toLowerCase()} any more`;
}
