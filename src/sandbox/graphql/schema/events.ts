/** What happens on a timeline, and unions. An extract of GitHub's GraphQL schema, compared with the whole one by a test. */
export const EVENTS = /* GraphQL */ `
union Reactor = Bot | Organization | User
union SearchResultItem = Discussion | Issue | Organization | PullRequest | Repository | User
union IssueTimelineItems = ClosedEvent | ConvertedToDiscussionEvent | CrossReferencedEvent | DemilestonedEvent | IssueComment | LabeledEvent | LockedEvent | MarkedAsDuplicateEvent | MilestonedEvent | ReferencedEvent | RenamedTitleEvent | ReopenedEvent | TransferredEvent | UnlabeledEvent | UnlockedEvent | UnmarkedAsDuplicateEvent
union PullRequestTimelineItems = ClosedEvent | ConvertedToDiscussionEvent | CrossReferencedEvent | DemilestonedEvent | IssueComment | LabeledEvent | LockedEvent | MarkedAsDuplicateEvent | MergedEvent | MilestonedEvent | PullRequestCommit | PullRequestReview | ReferencedEvent | RenamedTitleEvent | ReopenedEvent | TransferredEvent | UnlabeledEvent | UnlockedEvent | UnmarkedAsDuplicateEvent
type LabeledEvent implements Node { actor: Actor, createdAt: DateTime!, id: ID!, label: Label!, labelable: Labelable! }
type UnlabeledEvent implements Node { actor: Actor, createdAt: DateTime!, id: ID!, label: Label!, labelable: Labelable! }
type ClosedEvent implements Node { actor: Actor, closable: Closable!, closer: Closer, createdAt: DateTime!, id: ID!, resourcePath: URI!, stateReason: IssueStateReason, url: URI! }
type ReopenedEvent implements Node { actor: Actor, closable: Closable!, createdAt: DateTime!, id: ID!, stateReason: IssueStateReason }
type MarkedAsDuplicateEvent implements Node { actor: Actor, canonical: IssueOrPullRequest, createdAt: DateTime!, duplicate: IssueOrPullRequest, id: ID!, isCrossRepository: Boolean! }
type UnmarkedAsDuplicateEvent implements Node { actor: Actor, canonical: IssueOrPullRequest, createdAt: DateTime!, duplicate: IssueOrPullRequest, id: ID!, isCrossRepository: Boolean! }
type CrossReferencedEvent implements Node { actor: Actor, createdAt: DateTime!, id: ID!, isCrossRepository: Boolean!, referencedAt: DateTime!, resourcePath: URI!, source: ReferencedSubject!, target: ReferencedSubject!, url: URI!, willCloseTarget: Boolean! }
type ReferencedEvent implements Node { actor: Actor, commit: Commit, commitRepository: Repository!, createdAt: DateTime!, id: ID!, isCrossRepository: Boolean!, isDirectReference: Boolean!, subject: ReferencedSubject! }
type MergedEvent implements Node { actor: Actor, commit: Commit, createdAt: DateTime!, id: ID!, mergeRefName: String!, pullRequest: PullRequest!, resourcePath: URI!, url: URI! }
type RenamedTitleEvent implements Node { actor: Actor, createdAt: DateTime!, currentTitle: String!, id: ID!, previousTitle: String!, subject: RenamedTitleSubject! }
type LockedEvent implements Node { actor: Actor, createdAt: DateTime!, id: ID!, lockReason: LockReason, lockable: Lockable! }
type UnlockedEvent implements Node { actor: Actor, createdAt: DateTime!, id: ID!, lockable: Lockable! }
type TransferredEvent implements Node { actor: Actor, createdAt: DateTime!, fromRepository: Repository, id: ID!, issue: Issue! }
type ConvertedToDiscussionEvent implements Node { actor: Actor, createdAt: DateTime!, discussion: Discussion, id: ID! }
type MilestonedEvent implements Node { actor: Actor, createdAt: DateTime!, id: ID!, milestoneTitle: String! }
type DemilestonedEvent implements Node { actor: Actor, createdAt: DateTime!, id: ID!, milestoneTitle: String! }
union Closer = Commit | PullRequest
union ReferencedSubject = Issue | PullRequest
union IssueOrPullRequest = Issue | PullRequest
union RenamedTitleSubject = Issue | PullRequest
`;
