import type { Command, Item, ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Ledger } from '../ledger.ts';
import type { WhyLinks } from '../render/why-links.ts';

/** What is known of a thread when it is worked out what should be on it. */
export interface ThreadSituation {
  item: Omit<Item, 'itemId'>;
  ledger: Ledger;
  state: ThreadState;
  /** all commands of the thread, this event's included */
  commands: readonly Command[];
  repository: KnownRepository;
  /** what the thread is linked with; null: its links are not looked at */
  links: WhyLinks | null;
}
