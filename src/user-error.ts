/** Something that the person can repair; the message says what and how, and is valid Markdown. */
export class UserError extends Error {
  override name = 'UserError';
}
