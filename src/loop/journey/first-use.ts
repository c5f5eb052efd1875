import { type Frame, type Measured, unobserved } from '../measured.ts';
import { present } from '../present.ts';
import { countByWeek, fullWeeks, isWithin } from '../record/days.ts';
import { isCommunity } from '../record/people.ts';
import { rateMetric, trendMetric } from '../statistics/metric.ts';
import { EARLIER_WEEKS } from '../statistics/rate-ratio.ts';

/** Answers to "where does it run?" that mean real use. */
const PRODUCTION = /\b(?:prod|production|live|produktion|producción|produção)\b|本番|生产/iu;
/** A "no" before "produção" is the Portuguese "in the". */
const NOT_YET =
  /\b(?:not|non|pre|before|nicht|noch|kein|keine|vor|pas|avant|aún|todavía|não|ainda|antes|no(?!\b.*\bprodução))\b|まだ|ない|前|未|不|没|非/iu;

/** When each person or organisation was first seen using it for real, by the earliest of all sources. */
export function firstUses({ record }: Pick<Frame, 'record'>): Map<string, Date> {
  const first = new Map<string, Date>();
  const see = (who: string, at: Date): void => {
    const before = first.get(who);
    if (before === undefined || at < before) first.set(who, at);
  };
  for (const { author, createdAt, environment } of record.threads) {
    const { production } = environment;
    if (production === null || author.id === null || !isCommunity(author)) continue;
    if (PRODUCTION.test(production) && !NOT_YET.test(production)) see(`person:${author.id}`, createdAt);
  }
  for (const { type, person, at } of record.signals ?? []) {
    if (type === 'deploy' && person.id !== null) see(`person:${person.id}`, at);
  }
  for (const { name, at } of record.adopters ?? []) see(`name:${name.toLowerCase()}`, at);
  return first;
}

export function firstUseMetrics(frame: Frame): Measured[] {
  const last = fullWeeks(frame.asOf, EARLIER_WEEKS, frame.timezone);
  const window = { from: present(last[0]).from, until: present(last.at(-1)).until };
  const { record, settings } = frame;
  const isAsked =
    settings.signals.productionField !== null || record.adopters !== null || record.signals !== null;
  const uses = [...firstUses(frame).values()];
  const weeks = countByWeek(frame.weeks, uses).map((count) => ({ count, exposure: 1 }));
  const unknown = unobserved(
    frame,
    window,
    'no form field, adopters file or signal of real use is configured',
  );
  const basis = frame.basis(window, 'declared');
  const recent = uses.filter((at) => isWithin(at, window)).length;
  return [
    {
      id: 'adoption.first-use',
      name: 'First real use',
      definition:
        'People or organisations first seen with a merged row in the adopters file, production in the environment field or a deploy signal, per week over 12 full ISO weeks.',
      unit: 'per week',
      metric: isAsked ? rateMetric(recent, last.length, basis) : unknown,
    },
    {
      id: 'adoption.first-use.trend',
      name: 'Trend of first real use',
      definition: 'First real uses per week: last 4 weeks over the 12 before.',
      unit: 'ratio',
      metric: isAsked ? trendMetric(weeks, basis) : unknown,
    },
  ];
}
