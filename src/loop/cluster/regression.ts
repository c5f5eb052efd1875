/** Two small regressions, both deterministic: the same rows in the same order give the same coefficients. */

import { present } from '../present.ts';

/** Rows of features, one array per row, all of one length. */
export type Rows = readonly (readonly number[])[];

interface Scale {
  mean: number[];
  deviation: number[];
}

function scaleOf(rows: Rows, width: number): Scale {
  const mean = new Array<number>(width).fill(0);
  const deviation = new Array<number>(width).fill(0);
  for (const row of rows)
    row.forEach((value, at) => {
      add(mean, at, value / rows.length);
    });
  for (const row of rows)
    row.forEach((value, at) => {
      add(deviation, at, (value - of(mean, at)) ** 2 / rows.length);
    });
  return { mean, deviation: deviation.map((variance) => (variance > 1e-12 ? Math.sqrt(variance) : 1)) };
}

function scaled(rows: Rows, { mean, deviation }: Scale): number[][] {
  return rows.map((row) => row.map((value, at) => (value - of(mean, at)) / of(deviation, at)));
}

const ADAM = { steps: 300, rate: 0.05, first: 0.9, second: 0.99, epsilon: 1e-8 };

/**
 * Conditional logit (McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): the weights under
 * which the right candidates of a query get the largest share of `exp(weights · features)` among all of its candidates.
 * @param queries candidates of each query, with whether each is right; queries without a right one teach nothing
 * @param ridge penalty on the standardised weights
 * @returns weights of the features as given (not standardised)
 */
export function conditionalLogit(
  queries: readonly { rows: Rows; right: readonly boolean[] }[],
  width: number,
  ridge: number,
): number[] {
  const taught = queries.filter(({ right }) => right.includes(true));
  const scale = scaleOf(
    taught.flatMap(({ rows }) => rows),
    width,
  );
  const standard = taught.map(({ rows, right }) => ({ rows: scaled(rows, scale), right }));
  const weights = new Array<number>(width).fill(0);
  const first = new Array<number>(width).fill(0);
  const second = new Array<number>(width).fill(0);
  for (let step = 1; step <= ADAM.steps; step += 1) {
    const gradient = weights.map((weight) => -ridge * weight);
    for (const query of standard) addChoiceGradient(query, weights, gradient, 1 / standard.length);
    gradient.forEach((slope, at) => {
      first[at] = ADAM.first * of(first, at) + (1 - ADAM.first) * slope;
      second[at] = ADAM.second * of(second, at) + (1 - ADAM.second) * slope * slope;
      const up = of(first, at) / (1 - ADAM.first ** step);
      const down = Math.sqrt(of(second, at) / (1 - ADAM.second ** step)) + ADAM.epsilon;
      add(weights, at, (ADAM.rate * up) / down);
    });
  }
  return weights.map((weight, at) => weight / of(scale.deviation, at));
}

function addChoiceGradient(
  query: { rows: number[][]; right: readonly boolean[] },
  weights: readonly number[],
  gradient: number[],
  share: number,
): void {
  const scores = query.rows.map((row) => dot(weights, row));
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const all = odds.reduce((sum, one) => sum + one, 0);
  const right = odds.reduce((sum, one, at) => (query.right[at] ? sum + one : sum), 0);
  query.rows.forEach((row, at) => {
    const odd = of(odds, at);
    const pull = share * ((query.right[at] ? odd / right : 0) - odd / all);
    row.forEach((value, column) => {
      add(gradient, column, pull * value);
    });
  });
}

const NEWTON_STEPS = 40;
const HALVINGS = 20;

/**
 * Weighted logistic regression by Newton's method with step halving.
 * @returns intercept and weights of the features as given
 */
export function logistic(
  rows: Rows,
  right: readonly boolean[],
  weight: readonly number[],
  width: number,
  ridge: number,
): { intercept: number; weights: number[] } {
  const scale = scaleOf(rows, width);
  const standard = scaled(rows, scale).map((row) => [1, ...row]);
  let solution = new Array<number>(width + 1).fill(0);
  let loss = logisticLoss(standard, right, weight, solution, ridge);
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const direction = newtonDirection(standard, right, weight, solution, ridge);
    let length = 1;
    let better = solution;
    let betterLoss = loss;
    for (let halving = 0; halving < HALVINGS && betterLoss >= loss; halving += 1) {
      better = solution.map((value, at) => value + length * of(direction, at));
      betterLoss = logisticLoss(standard, right, weight, better, ridge);
      length /= 2;
    }
    const gain = loss - betterLoss;
    if (gain <= 0) break;
    solution = better;
    loss = betterLoss;
    if (gain < 1e-9 * Math.abs(loss)) break;
  }
  const weights = solution.slice(1).map((value, at) => value / of(scale.deviation, at));
  return { intercept: of(solution, 0) - dot(weights, scale.mean), weights };
}

function logisticLoss(
  rows: Rows,
  right: readonly boolean[],
  weight: readonly number[],
  solution: readonly number[],
  ridge: number,
): number {
  const penalty = solution.reduce(
    (sum, value, at) => (at === 0 ? sum : sum + (ridge * value * value) / 2),
    0,
  );
  return rows.reduce((sum, row, at) => {
    const logit = dot(solution, row);
    const surprise = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - (right[at] ? logit : 0);
    return sum + of(weight, at) * surprise;
  }, penalty);
}

function newtonDirection(
  rows: Rows,
  right: readonly boolean[],
  weight: readonly number[],
  solution: readonly number[],
  ridge: number,
): number[] {
  const size = solution.length;
  const hessian = solution.map((_, at) => {
    const line = new Array<number>(size).fill(0);
    line[at] = at === 0 ? 1e-9 : ridge;
    return line;
  });
  const gradient = solution.map((value, at) => (at === 0 ? 0 : -ridge * value));
  rows.forEach((row, index) => {
    const probability = sigmoid(dot(solution, row));
    const pull = of(weight, index) * ((right[index] ? 1 : 0) - probability);
    const curve = of(weight, index) * probability * (1 - probability);
    for (let at = 0; at < size; at += 1) {
      const value = of(row, at);
      add(gradient, at, pull * value);
      const line = present(hessian[at]);
      for (let other = 0; other < size; other += 1) add(line, other, curve * value * of(row, other));
    }
  });
  return solve(hessian, gradient);
}

/** Gaussian elimination with pivoting; the matrix is positive definite here. Destroys its arguments. */
function solve(matrix: number[][], values: number[]): number[] {
  const size = values.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(cell(matrix, row, column)) > Math.abs(cell(matrix, pivot, column))) pivot = row;
    }
    swap(matrix, column, pivot);
    swap(values, column, pivot);
    for (let row = column + 1; row < size; row += 1) {
      const factor = cell(matrix, row, column) / cell(matrix, column, column);
      const line = present(matrix[row]);
      for (let at = column; at < size; at += 1) add(line, at, -factor * cell(matrix, column, at));
      add(values, row, -factor * of(values, column));
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = of(values, row);
    for (let at = row + 1; at < size; at += 1) rest -= cell(matrix, row, at) * of(solution, at);
    solution[row] = rest / cell(matrix, row, row);
  }
  return solution;
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += of(a, at) * of(b, at);
  return sum;
}

function of(values: readonly number[], at: number): number {
  return present(values[at]);
}

function cell(matrix: readonly (readonly number[])[], row: number, column: number): number {
  return present(present(matrix[row])[column]);
}

function add(values: number[], at: number, amount: number): void {
  values[at] = of(values, at) + amount;
}

function swap<T>(list: T[], a: number, b: number): void {
  [list[a], list[b]] = [present(list[b]), present(list[a])];
}
