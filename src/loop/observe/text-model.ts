import { present } from '../present.ts';
import { type SparseVector, type TrainingSet, trainLinear } from './linear.ts';

/**
 * A linear model over named features, as it is kept in a JSON file. Names of word features are single words or pairs
 * of words; which ones may be kept is decided by `minDocuments` and `minGroups` when it is trained.
 */
export interface TextModel {
  classes: readonly string[];
  features: readonly string[];
  /** per feature and class, in thousandths: the weight of class c for feature f at `f * classes.length + c` */
  weights: readonly number[];
  /** per class, in thousandths */
  bias: readonly number[];
  /** what the value of a feature is multiplied by, by the part of its name before the colon; default 1 */
  scales: Readonly<Record<string, number>>;
  /** logits are divided by it before they become probabilities */
  temperature: number;
}

/** What a model is trained on: features by name and the class a human (or reading) gave. */
export interface TextExample {
  features: ReadonlyMap<string, number>;
  label: string;
  /** repository: a word must occur in `minGroups` of them */
  group: string;
  /** how much it counts, usually 1 */
  importance?: number;
}

export interface TextModelOptions {
  l2: number;
  steps: number;
  /** families of features that take part: the part of a name before the colon */
  families: readonly string[];
  /** documents a word feature must occur in */
  minDocuments: number;
  /** groups (repositories) a word feature must occur in */
  minGroups: number;
  /** documents any other feature must occur in */
  minDocumentsSignal: number;
  scales: Readonly<Record<string, number>>;
  /** 0: classes weigh as they occur; 1: all classes weigh the same */
  balance: number;
  /** what a feature is worth for a class before training, in logits; kept features only */
  prior?: (feature: string, label: string) => number;
  /** draws the weights of words to what each is worth by itself; left out: to 0 */
  counted?: WordCounts;
  /** features kept however rare, because their prior is worth having */
  known?: readonly string[];
}

/**
 * What words are worth by themselves: the logarithm of how much oftener they occur in a class than outside of it, as in
 * naive Bayes. A rare word keeps some of that, where the penalty alone would leave it next to nothing.
 * Source: Wang & Manning, Baselines and Bigrams (2012), who multiply features by it; here weights are drawn to it.
 */
interface WordCounts {
  /** of the logarithm, in weight */
  share: number;
  /** imagined threads that have each word and as many that have not, spread over the classes as the threads are */
  smoothing: number;
}

const THOUSAND = 1_000;

/** A model ready to use: the names are looked up once. */
export interface Predictor {
  model: TextModel;
  index: ReadonlyMap<string, number>;
}

export function predictorOf(model: TextModel): Predictor {
  return { model, index: new Map(model.features.map((name, at) => [name, at])) };
}

/** The logits by class, before the temperature. */
export function scoresOf(predictor: Predictor, features: ReadonlyMap<string, number>): number[] {
  const { model, index } = predictor;
  const classes = model.classes.length;
  const logits = model.bias.map((part) => part / THOUSAND);
  const { indices, values } = vectorOf(features, index, model.scales);
  for (let at = 0; at < indices.length; at += 1) {
    const row = present(indices[at]) * classes;
    const value = present(values[at]) / THOUSAND;
    for (let c = 0; c < classes; c += 1)
      logits[c] = present(logits[c]) + value * present(model.weights[row + c]);
  }
  return logits;
}

/** Trains on examples in the given order; classes are numbered as given. */
export function trainTextModel(
  examples: readonly TextExample[],
  classes: readonly string[],
  options: TextModelOptions,
): TextModel {
  const names = keptFeatures(examples, options);
  const index = new Map(names.map((name, at) => [name, at]));
  const targets = examples.map((example) => Math.max(0, classes.indexOf(example.label)));
  const counts = classes.map((_, c) => Math.max(1, targets.filter((target) => target === c).length));
  const set: TrainingSet = {
    vectors: examples.map((example) => vectorOf(example.features, index, options.scales)),
    targets,
    importance: examples.map((example, at) => {
      const share = examples.length / classes.length / present(counts[present(targets[at])]);
      return (example.importance ?? 1) * share ** options.balance;
    }),
    classes: classes.length,
    dimensions: names.length,
    prior: priorOf(names, classes, options),
  };
  if (options.counted !== undefined && set.prior !== undefined)
    addWorths(set.prior, names, set, examples, options.counted);
  const linear = trainLinear(set, options);
  const rounded = (value: number): number => Math.round(value * THOUSAND);
  return {
    classes,
    features: names,
    weights: Array.from(linear.weights, rounded),
    bias: Array.from(linear.bias, rounded),
    scales: options.scales,
    temperature: 1,
  };
}

/** The part of a feature's name before the colon. */
function familyOf(name: string): string {
  return name.slice(0, name.indexOf(':'));
}

/** Families whose names hold words of the texts themselves. */
const WORD_FAMILIES = new Set(['t', 'b', 'c', 'k', 'q']);

/**
 * The vector of a thread. Words of one family share a length of 1 (before scaling), so that a long report does not
 * outweigh a short one by its length.
 */
function vectorOf(
  features: ReadonlyMap<string, number>,
  index: ReadonlyMap<string, number>,
  scales: Readonly<Record<string, number>>,
): SparseVector {
  const known: { at: number; value: number; family: string }[] = [];
  const lengths = new Map<string, number>();
  for (const [name, value] of features) {
    const at = index.get(name);
    if (at === undefined) continue;
    const family = familyOf(name);
    known.push({ at, value, family });
    if (WORD_FAMILIES.has(family)) lengths.set(family, (lengths.get(family) ?? 0) + value * value);
  }
  return {
    indices: Int32Array.from(known, ({ at }) => at),
    values: Float64Array.from(known, ({ value, family }) => {
      const length = lengths.get(family);
      return ((scales[family] ?? 1) * value) / (length === undefined ? 1 : Math.sqrt(length));
    }),
  };
}

function priorOf(
  names: readonly string[],
  classes: readonly string[],
  options: TextModelOptions,
): Float64Array {
  const prior = new Float64Array(names.length * classes.length);
  const { prior: worth, scales } = options;
  if (worth === undefined) return prior;
  for (const [at, name] of names.entries()) {
    const scale = scales[familyOf(name)] ?? 1;
    for (const [c, label] of classes.entries()) prior[at * classes.length + c] = worth(name, label) / scale;
  }
  return prior;
}

/** Adds to the prior what the words are worth by the threads that have them. */
function addWorths(
  prior: Float64Array,
  names: readonly string[],
  { vectors, targets, classes }: TrainingSet,
  examples: readonly TextExample[],
  { share, smoothing }: WordCounts,
): void {
  const having = new Float64Array(names.length * classes);
  const sizes = new Float64Array(classes);
  for (const [at, { indices }] of vectors.entries()) {
    const c = present(targets[at]);
    const importance = present(examples[at]).importance ?? 1;
    sizes[c] = present(sizes[c]) + importance;
    for (const feature of indices)
      having[feature * classes + c] = present(having[feature * classes + c]) + importance;
  }
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const imagined = smoothing / all;
  for (const [feature, name] of names.entries()) {
    if (!WORD_FAMILIES.has(familyOf(name))) continue;
    const row = feature * classes;
    const total = having.subarray(row, row + classes).reduce((sum, count) => sum + count, 0);
    for (let c = 0; c < classes; c += 1) {
      const inside = present(sizes[c]);
      const outside = all - inside;
      if (inside === 0 || outside === 0) continue;
      const often = (count: number, size: number): number =>
        (count + imagined * size) / (size * (1 + 2 * imagined));
      const count = present(having[row + c]);
      prior[row + c] =
        present(prior[row + c]) + share * Math.log(often(count, inside) / often(total - count, outside));
    }
  }
}

/** Features that occur often enough, in order of their names. */
function keptFeatures(examples: readonly TextExample[], options: TextModelOptions): string[] {
  const seen = new Map<string, { documents: number; groups: Set<string> }>();
  for (const { features, group } of examples) {
    for (const name of features.keys()) {
      if (!options.families.includes(familyOf(name))) continue;
      const entry = seen.get(name) ?? { documents: 0, groups: new Set() };
      entry.documents += 1;
      entry.groups.add(group);
      seen.set(name, entry);
    }
  }
  const isKept = (name: string, entry: { documents: number; groups: Set<string> }): boolean =>
    WORD_FAMILIES.has(familyOf(name))
      ? entry.documents >= options.minDocuments && entry.groups.size >= options.minGroups
      : entry.documents >= options.minDocumentsSignal;
  const often = [...seen].filter(([name, entry]) => isKept(name, entry)).map(([name]) => name);
  return [...new Set([...often, ...(options.known ?? [])])].sort();
}
