import { parentPort, workerData } from 'node:worker_threads';
import type { KindExample } from '../loop/observe/kind-model.ts';
import { learnKindModel } from '../loop/observe/kind-model.ts';
import { strongestFeatures } from '../loop/observe/strongest.ts';

/**
 * Features kept of a repository's model: 150 kB instead of up to a megabyte, which is read with each new thread. On two
 * thirds of NLBSE'24's training half this and all features agree to within a point of accuracy.
 */
const FEATURES_MAX = 8_000;

// The thread is started with the examples and answers once.
const model = learnKindModel(workerData as readonly KindExample[]);
parentPort?.postMessage(model === null ? null : strongestFeatures(model, FEATURES_MAX));
