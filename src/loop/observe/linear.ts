/**
 * Multinomial logistic regression with L2 penalty: P(class | x) = softmax(bias + W·x).
 * Trained by L-BFGS from zero over all examples for a fixed number of steps, so the same examples in the same
 * order give the same weights.
 *
 * Source: Nocedal & Wright, Numerical Optimization (2006), algorithm 7.4, with backtracking line search.
 */

import { present } from '../present.ts';

/** A sparse vector: `values[i]` at dimension `indices[i]`; all others are 0. */
export interface SparseVector {
  indices: Int32Array;
  values: Float64Array;
}

export interface LinearModel {
  classes: number;
  dimensions: number;
  /** per class */
  bias: Float64Array;
  /** weight of class c and dimension d at `d * classes + c` */
  weights: Float64Array;
}

export interface TrainingSet {
  vectors: readonly SparseVector[];
  /** class per vector, 0 … classes - 1 */
  targets: readonly number[];
  /** how much each vector counts, usually 1 */
  importance: readonly number[];
  classes: number;
  dimensions: number;
  /** weights to begin at and to be drawn to, laid out as `LinearModel.weights`; default 0 */
  prior?: Float64Array;
}

export interface TrainingOptions {
  /** strength of the penalty per unit of importance: larger keeps weights smaller */
  l2: number;
  steps: number;
}

/** Pairs of differences that L-BFGS remembers; the usual number. */
const MEMORY = 8;

/** Halvings of a step before the search gives up: below that the steps are noise. */
const HALVINGS_MAX = 20;

/** Fits the weights. The bias is not penalised. */
export function trainLinear(set: TrainingSet, options: TrainingOptions): LinearModel {
  const size = (set.dimensions + 1) * set.classes;
  let point = new Float64Array(size);
  if (set.prior !== undefined) point.set(set.prior);
  let { value, gradient } = lossAt(point, set, options.l2);
  const memory: { step: Float64Array; change: Float64Array; rho: number }[] = [];
  for (let iteration = 0; iteration < options.steps; iteration += 1) {
    const direction = descent(gradient, memory);
    const slope = dot(direction, gradient);
    if (!(slope < -1e-10)) break;
    let rate = iteration === 0 ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
    let next = moved(point, direction, rate);
    let there = lossAt(next, set, options.l2);
    for (let halving = 0; there.value > value + 1e-4 * rate * slope && halving < HALVINGS_MAX; halving += 1) {
      rate /= 2;
      next = moved(point, direction, rate);
      there = lossAt(next, set, options.l2);
    }
    if (there.value >= value) break;
    const step = difference(next, point);
    const change = difference(there.gradient, gradient);
    const curvature = dot(step, change);
    if (curvature > 1e-12) memory.push({ step, change, rho: 1 / curvature });
    if (memory.length > MEMORY) memory.shift();
    point = next;
    value = there.value;
    gradient = there.gradient;
  }
  const weightsSize = set.dimensions * set.classes;
  return {
    classes: set.classes,
    dimensions: set.dimensions,
    weights: point.slice(0, weightsSize),
    bias: point.slice(weightsSize),
  };
}

/** Logits of every class. Dimensions the model does not know are ignored. */
export function logitsOf(model: LinearModel, vector: SparseVector): Float64Array {
  const logits = model.bias.slice();
  addLogits(logits, model.weights, model.classes, vector);
  return logits;
}

/** Probabilities from logits. */
export function softmax(logits: ArrayLike<number>, temperature = 1): number[] {
  let top = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < logits.length; at += 1) top = Math.max(top, present(logits[at]));
  const raised = Array.from(logits, (logit) => Math.exp((logit - top) / temperature));
  const total = raised.reduce((sum, part) => sum + part, 0);
  return raised.map((part) => part / total);
}

function addLogits(logits: Float64Array, weights: Float64Array, classes: number, vector: SparseVector): void {
  const { indices, values } = vector;
  for (let at = 0; at < indices.length; at += 1) {
    const row = present(indices[at]) * classes;
    if (row + classes > weights.length) continue;
    const value = present(values[at]);
    for (let c = 0; c < classes; c += 1) logits[c] = present(logits[c]) + value * present(weights[row + c]);
  }
}

function lossAt(
  point: Float64Array,
  set: TrainingSet,
  l2: number,
): { value: number; gradient: Float64Array } {
  const { classes, dimensions } = set;
  const gradient = new Float64Array(point.length);
  const biasAt = dimensions * classes;
  const weights = point.subarray(0, biasAt);
  let value = 0;
  let total = 0;
  const logits = new Float64Array(classes);
  for (const [number, vector] of set.vectors.entries()) {
    const importance = present(set.importance[number]);
    total += importance;
    for (let c = 0; c < classes; c += 1) logits[c] = present(point[biasAt + c]);
    addLogits(logits, weights, classes, vector);
    const probabilities = softmax(logits);
    const target = present(set.targets[number]);
    value -= importance * Math.log(Math.max(present(probabilities[target]), 1e-300));
    for (let c = 0; c < classes; c += 1) {
      logits[c] = importance * (present(probabilities[c]) - (c === target ? 1 : 0));
      gradient[biasAt + c] = present(gradient[biasAt + c]) + present(logits[c]);
    }
    const { indices, values } = vector;
    for (let at = 0; at < indices.length; at += 1) {
      const row = present(indices[at]) * classes;
      const x = present(values[at]);
      for (let c = 0; c < classes; c += 1)
        gradient[row + c] = present(gradient[row + c]) + x * present(logits[c]);
    }
  }
  const scale = 1 / Math.max(total, 1);
  for (let at = 0; at < point.length; at += 1) {
    const away = at < biasAt ? present(point[at]) - (set.prior?.[at] ?? 0) : 0;
    const penalised = l2 * away;
    value += (penalised * away) / 2;
    gradient[at] = (present(gradient[at]) + penalised) * scale;
  }
  return { value: value * scale, gradient };
}

/** Two-loop recursion: the direction of steepest descent, bent by the curvature seen so far. */
function descent(
  gradient: Float64Array,
  memory: readonly { step: Float64Array; change: Float64Array; rho: number }[],
): Float64Array {
  const direction = gradient.map((part) => -part);
  const alphas: number[] = [];
  for (const { step, change, rho } of memory.toReversed()) {
    const alpha = rho * dot(step, direction);
    alphas.unshift(alpha);
    add(direction, change, -alpha);
  }
  const last = memory.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.change, last.change));
    for (let at = 0; at < direction.length; at += 1) direction[at] = present(direction[at]) * scale;
  }
  for (const [number, { step, change, rho }] of memory.entries()) {
    add(direction, step, present(alphas[number]) - rho * dot(change, direction));
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += present(a[at]) * present(b[at]);
  return sum;
}

function add(target: Float64Array, other: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at += 1)
    target[at] = present(target[at]) + factor * present(other[at]);
}

function moved(point: Float64Array, direction: Float64Array, rate: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(point);
  add(next, direction, rate);
  return next;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((part, at) => part - present(b[at]));
}
