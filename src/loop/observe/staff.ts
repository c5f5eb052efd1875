import type { ThreadWords } from './features.ts';
import { PhraseTable } from './phrases.ts';

/** Words by which staff say that the trouble is somebody else's. */
const PHRASES = new PhraseTable<true>(
  [
    'reported by|on|in|via|from',
    'reports|report|reported|complain|complains|complained|asked|asks|said|says|wrote|writes that|about|on|in|us|how|why|whether',
    'a|one|some|several|many|few|multiple|another|our|the user|users|customer|customers|developer|developers|newcomer|newcomers|reporter|client|clients',
    'users|customers|people|folks|developers|newcomers [are|have|keep|often|who] report|reporting|reported|seeing|see|hit|hitting|ask|asking|run|running|complain|complaining|struggle|confused|stuck|can|cannot|fail',
    'on behalf of',
    'from|in|via [the|our|a|my] support|ticket|tickets|forum|forums|discord|slack|mailing|stackoverflow|twitter|reddit|zendesk|gitter|irc',
    'support ticket|tickets|case|request',
    'stack overflow',
    'someone|somebody [on|in|has|is|who] discord|slack|reported|asked|twitter|reddit|hit|ran|irc|forum',
  ].map((phrase) => [phrase, true] as const),
);

/** Whether a thread by staff passes on somebody else's trouble. */
export function carriesOthersTrouble(thread: ThreadWords): boolean {
  return PHRASES.find(thread.words.prose).length > 0 || PHRASES.find(thread.words.title).length > 0;
}
