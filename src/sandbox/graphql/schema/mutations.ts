/** What can be changed, with inputs and payloads. An extract of GitHub's GraphQL schema, compared with the whole one by a test. */
export const MUTATIONS = /* GraphQL */ `
type Mutation {
  addComment(input: AddCommentInput!): AddCommentPayload
  addDiscussionComment(input: AddDiscussionCommentInput!): AddDiscussionCommentPayload
  addLabelsToLabelable(input: AddLabelsToLabelableInput!): AddLabelsToLabelablePayload
  addReaction(input: AddReactionInput!): AddReactionPayload
  closeDiscussion(input: CloseDiscussionInput!): CloseDiscussionPayload
  closeIssue(input: CloseIssueInput!): CloseIssuePayload
  deleteDiscussionComment(input: DeleteDiscussionCommentInput!): DeleteDiscussionCommentPayload
  deleteIssueComment(input: DeleteIssueCommentInput!): DeleteIssueCommentPayload
  markDiscussionCommentAsAnswer(input: MarkDiscussionCommentAsAnswerInput!): MarkDiscussionCommentAsAnswerPayload
  minimizeComment(input: MinimizeCommentInput!): MinimizeCommentPayload
  removeLabelsFromLabelable(input: RemoveLabelsFromLabelableInput!): RemoveLabelsFromLabelablePayload
  removeReaction(input: RemoveReactionInput!): RemoveReactionPayload
  reopenDiscussion(input: ReopenDiscussionInput!): ReopenDiscussionPayload
  reopenIssue(input: ReopenIssueInput!): ReopenIssuePayload
  unmarkDiscussionCommentAsAnswer(input: UnmarkDiscussionCommentAsAnswerInput!): UnmarkDiscussionCommentAsAnswerPayload
  unmarkIssueAsDuplicate(input: UnmarkIssueAsDuplicateInput!): UnmarkIssueAsDuplicatePayload
  unminimizeComment(input: UnminimizeCommentInput!): UnminimizeCommentPayload
  updateDiscussionComment(input: UpdateDiscussionCommentInput!): UpdateDiscussionCommentPayload
  updateIssueComment(input: UpdateIssueCommentInput!): UpdateIssueCommentPayload
}
input AddCommentInput { body: String!, clientMutationId: String, subjectId: ID! }
type AddCommentPayload { clientMutationId: String, commentEdge: IssueCommentEdge, subject: Node }
input AddDiscussionCommentInput { body: String!, clientMutationId: String, discussionId: ID!, replyToId: ID }
type AddDiscussionCommentPayload { clientMutationId: String, comment: DiscussionComment }
input AddLabelsToLabelableInput { clientMutationId: String, labelIds: [ID!]!, labelableId: ID! }
type AddLabelsToLabelablePayload { clientMutationId: String, labelable: Labelable }
input AddReactionInput { clientMutationId: String, content: ReactionContent!, subjectId: ID! }
type AddReactionPayload { clientMutationId: String, reaction: Reaction, reactionGroups: [ReactionGroup!], subject: Reactable }
input CloseDiscussionInput { clientMutationId: String, discussionId: ID!, reason: DiscussionCloseReason = RESOLVED }
type CloseDiscussionPayload { clientMutationId: String, discussion: Discussion }
input CloseIssueInput { clientMutationId: String, duplicateIssueId: ID, issueId: ID!, stateReason: IssueClosedStateReason }
type CloseIssuePayload { clientMutationId: String, issue: Issue }
input DeleteDiscussionCommentInput { clientMutationId: String, id: ID! }
type DeleteDiscussionCommentPayload { clientMutationId: String, comment: DiscussionComment }
input DeleteIssueCommentInput { clientMutationId: String, id: ID! }
type DeleteIssueCommentPayload { clientMutationId: String }
input MarkDiscussionCommentAsAnswerInput { clientMutationId: String, id: ID! }
type MarkDiscussionCommentAsAnswerPayload { clientMutationId: String, discussion: Discussion }
input MinimizeCommentInput { classifier: ReportedContentClassifiers!, clientMutationId: String, subjectId: ID! }
type MinimizeCommentPayload { clientMutationId: String, minimizedComment: Minimizable }
input RemoveLabelsFromLabelableInput { clientMutationId: String, labelIds: [ID!]!, labelableId: ID! }
type RemoveLabelsFromLabelablePayload { clientMutationId: String, labelable: Labelable }
input RemoveReactionInput { clientMutationId: String, content: ReactionContent!, subjectId: ID! }
type RemoveReactionPayload { clientMutationId: String, reaction: Reaction, reactionGroups: [ReactionGroup!], subject: Reactable }
input ReopenDiscussionInput { clientMutationId: String, discussionId: ID! }
type ReopenDiscussionPayload { clientMutationId: String, discussion: Discussion }
input ReopenIssueInput { clientMutationId: String, issueId: ID! }
type ReopenIssuePayload { clientMutationId: String, issue: Issue }
input UnmarkDiscussionCommentAsAnswerInput { clientMutationId: String, id: ID! }
type UnmarkDiscussionCommentAsAnswerPayload { clientMutationId: String, discussion: Discussion }
input UnmarkIssueAsDuplicateInput { canonicalId: ID!, clientMutationId: String, duplicateId: ID! }
type UnmarkIssueAsDuplicatePayload { clientMutationId: String, duplicate: IssueOrPullRequest }
input UnminimizeCommentInput { clientMutationId: String, subjectId: ID! }
type UnminimizeCommentPayload { clientMutationId: String, unminimizedComment: Minimizable }
input UpdateDiscussionCommentInput { body: String!, clientMutationId: String, commentId: ID! }
type UpdateDiscussionCommentPayload { clientMutationId: String, comment: DiscussionComment }
input UpdateIssueCommentInput { body: String!, clientMutationId: String, id: ID! }
type UpdateIssueCommentPayload { clientMutationId: String, issueComment: IssueComment }
`;
