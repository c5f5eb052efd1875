import { present } from '../present.ts';
import type { TextModel } from './text-model.ts';

/**
 * The same model with its strongest features only, by their largest weight for any class: most features of a model that
 * was trained on few threads tell next to nothing. Ties go to the earlier name.
 */
export function strongestFeatures(model: TextModel, featuresMax: number): TextModel {
  const classes = model.classes.length;
  const strength = model.features.map((name, at) => {
    const weights = model.weights.slice(at * classes, (at + 1) * classes);
    return Math.max(...weights.map(Math.abs)) * (model.scales[name.slice(0, name.indexOf(':'))] ?? 1);
  });
  const kept = model.features
    .map((_, at) => at)
    .sort((a, b) => present(strength[b]) - present(strength[a]) || a - b)
    .slice(0, featuresMax)
    .sort((a, b) => a - b);
  return {
    ...model,
    features: kept.map((at) => present(model.features[at])),
    weights: kept.flatMap((at) => model.weights.slice(at * classes, (at + 1) * classes)),
  };
}
