import { evidenceShown } from '../cluster/evidence-shown.ts';
import type { ClusterState, Member, Pair } from '../cluster-record.ts';
import type { KnownRepository } from '../known-repository.ts';
import { TEXTS } from '../render/texts/languages.ts';
import type { EvidenceTexts } from '../render/texts/link-texts.ts';
import type { WhyLink, WhyLinks } from '../render/why-links.ts';
import { mayShow, toldHidden } from '../visibility.ts';

/** The cluster of a thread as it is after an event, with all that tells of its links. */
export interface OwnCluster {
  cluster: ClusterState;
  /** those that are there, the thread itself included */
  members: readonly Member[];
  /** by repository id, those of all members and of `denied` */
  repositories: ReadonlyMap<number, KnownRepository>;
  /** what the matcher said of the members */
  pairs: ReadonlyMap<number, readonly Pair[]>;
  /** items that a human put together with the thread */
  joined: ReadonlySet<number>;
  host: string;
  /** threads that the matcher was certain of and a language model denied; left out: nobody asked */
  denied?: readonly Member[];
}

/** What a thread is linked with and why, as far as it may be shown there; oldest first. null: the app looks at no links of it. */
export function whyLinks(
  own: OwnCluster | null,
  itemId: number,
  repository: KnownRepository,
): WhyLinks | null {
  if (own === null) return null;
  const others = own.members
    .filter(({ item }) => item.itemId !== itemId)
    .sort((a, b) => createdAt(a) - createdAt(b) || a.item.itemId - b.item.itemId);
  const shown = (other: Member): WhyLink['thread'][] => {
    const home = own.repositories.get(other.item.snapshot.repository.id);
    if (home === undefined || !mayShow(home, repository)) return [];
    const { number, type, title } = other.item.snapshot;
    return [{ host: own.host, owner: home.owner, name: home.name, number, type, title }];
  };
  const texts = TEXTS[repository.settings.language].links.evidence;
  const links = others.flatMap((other) =>
    shown(other).map(
      (thread): WhyLink => ({
        thread,
        because: because(own, itemId, other.item.itemId, texts),
      }),
    ),
  );
  return {
    links,
    hidden: toldHidden(others.length - links.length),
    denied: (own.denied ?? []).flatMap(shown),
  };
}

function because(
  { joined, pairs }: OwnCluster,
  itemId: number,
  other: number,
  texts: EvidenceTexts,
): WhyLink['because'] {
  if (joined.has(other)) return { by: 'human' };
  const found = [
    pairs.get(itemId)?.find((pair) => pair.itemId === other),
    pairs.get(other)?.find((pair) => pair.itemId === itemId),
  ];
  const certain = found.flatMap((pair) =>
    pair?.tier === 'certain' ? [evidenceShown(pair.evidence, texts)] : [],
  );
  const [evidence = []] = certain.sort((a, b) => b.length - a.length);
  return evidence.length > 0 ? { by: 'matcher', evidence } : { by: 'others' };
}

function createdAt({ item }: Member): number {
  return item.snapshot.createdAt.getTime();
}
