/** What a repository taught the app about its own threads. Plain data; deleting it is the reset. */
export interface LearnedModel {
  version: 1;
}
