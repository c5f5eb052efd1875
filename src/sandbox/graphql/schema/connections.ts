/** Connections and their edges. An extract of GitHub's GraphQL schema, compared with the whole one by a test. */
export const CONNECTIONS = /* GraphQL */ `
type ReactorConnection { edges: [ReactorEdge], nodes: [Reactor], pageInfo: PageInfo!, totalCount: Int! }
type ReactorEdge { cursor: String!, node: Reactor!, reactedAt: DateTime! }
type ComparisonCommitConnection { edges: [CommitEdge], nodes: [Commit], pageInfo: PageInfo!, totalCount: Int! }
type CommitConnection { edges: [CommitEdge], nodes: [Commit], pageInfo: PageInfo!, totalCount: Int! }
type CommitEdge { cursor: String!, node: Commit }
type CommitHistoryConnection { edges: [CommitEdge], nodes: [Commit], pageInfo: PageInfo!, totalCount: Int! }
type PullRequestCommitConnection { edges: [PullRequestCommitEdge], nodes: [PullRequestCommit], pageInfo: PageInfo!, totalCount: Int! }
type PullRequestCommitEdge { cursor: String!, node: PullRequestCommit }
type PullRequestChangedFileConnection { edges: [PullRequestChangedFileEdge], nodes: [PullRequestChangedFile], pageInfo: PageInfo!, totalCount: Int! }
type PullRequestChangedFileEdge { cursor: String!, node: PullRequestChangedFile }
type IssueConnection { edges: [IssueEdge], nodes: [Issue], pageInfo: PageInfo!, totalCount: Int! }
type IssueEdge { cursor: String!, node: Issue }
type PullRequestConnection { edges: [PullRequestEdge], nodes: [PullRequest], pageInfo: PageInfo!, totalCount: Int! }
type PullRequestEdge { cursor: String!, node: PullRequest }
type DiscussionConnection { edges: [DiscussionEdge], nodes: [Discussion], pageInfo: PageInfo!, totalCount: Int! }
type DiscussionEdge { cursor: String!, node: Discussion }
type DiscussionCommentConnection { edges: [DiscussionCommentEdge], nodes: [DiscussionComment], pageInfo: PageInfo!, totalCount: Int! }
type DiscussionCommentEdge { cursor: String!, node: DiscussionComment }
type IssueCommentConnection { edges: [IssueCommentEdge], nodes: [IssueComment], pageInfo: PageInfo!, totalCount: Int! }
type IssueCommentEdge { cursor: String!, node: IssueComment }
type LabelConnection { edges: [LabelEdge], nodes: [Label], pageInfo: PageInfo!, totalCount: Int! }
type LabelEdge { cursor: String!, node: Label }
type DiscussionCategoryConnection { edges: [DiscussionCategoryEdge], nodes: [DiscussionCategory], pageInfo: PageInfo!, totalCount: Int! }
type DiscussionCategoryEdge { cursor: String!, node: DiscussionCategory }
type MilestoneConnection { edges: [MilestoneEdge], nodes: [Milestone], pageInfo: PageInfo!, totalCount: Int! }
type MilestoneEdge { cursor: String!, node: Milestone }
type ReleaseConnection { edges: [ReleaseEdge], nodes: [Release], pageInfo: PageInfo!, totalCount: Int! }
type ReleaseEdge { cursor: String!, node: Release }
type RefConnection { edges: [RefEdge], nodes: [Ref], pageInfo: PageInfo!, totalCount: Int! }
type RefEdge { cursor: String!, node: Ref }
type PullRequestReviewConnection { edges: [PullRequestReviewEdge], nodes: [PullRequestReview], pageInfo: PageInfo!, totalCount: Int! }
type PullRequestReviewEdge { cursor: String!, node: PullRequestReview }
type PullRequestReviewCommentConnection { edges: [PullRequestReviewCommentEdge], nodes: [PullRequestReviewComment], pageInfo: PageInfo!, totalCount: Int! }
type PullRequestReviewCommentEdge { cursor: String!, node: PullRequestReviewComment }
type ReactionConnection { edges: [ReactionEdge], nodes: [Reaction], pageInfo: PageInfo!, totalCount: Int!, viewerHasReacted: Boolean! }
type ReactionEdge { cursor: String!, node: Reaction }
type UserContentEditConnection { edges: [UserContentEditEdge], nodes: [UserContentEdit], pageInfo: PageInfo!, totalCount: Int! }
type UserContentEditEdge { cursor: String!, node: UserContentEdit }
type SearchResultItemConnection { discussionCount: Int!, edges: [SearchResultItemEdge], issueCount: Int!, nodes: [SearchResultItem], pageInfo: PageInfo! }
type SearchResultItemEdge { cursor: String!, node: SearchResultItem }
type IssueTimelineItemsConnection { edges: [IssueTimelineItemsEdge], filteredCount: Int!, nodes: [IssueTimelineItems], pageCount: Int!, pageInfo: PageInfo!, totalCount: Int!, updatedAt: DateTime! }
type IssueTimelineItemsEdge { cursor: String!, node: IssueTimelineItems }
type PullRequestTimelineItemsConnection { edges: [PullRequestTimelineItemsEdge], filteredCount: Int!, nodes: [PullRequestTimelineItems], pageCount: Int!, pageInfo: PageInfo!, totalCount: Int!, updatedAt: DateTime! }
type PullRequestTimelineItemsEdge { cursor: String!, node: PullRequestTimelineItems }
`;
