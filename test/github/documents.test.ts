import { schema } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import * as history from '../../src/github/backfill/documents.ts';
import { DELETE_COMMENT } from '../../src/github/effects/comment-delete.ts';
import { ADD_COMMENT, TOP_LEVEL, UPDATE_COMMENT } from '../../src/github/effects/comment-put.ts';
import { ADD_LABELS } from '../../src/github/effects/label-add.ts';
import { REMOVE_LABELS } from '../../src/github/effects/label-remove.ts';
import { ADD_REACTION, REMOVE_REACTION } from '../../src/github/effects/reaction-set.ts';
import { CLOSING } from '../../src/github/facts/closing.ts';
import { ISSUE_EDITS } from '../../src/github/facts/issue-edits.ts';
import { OWN_DISCUSSION_COMMENTS } from '../../src/github/facts/own-comment.ts';

const github = buildSchema(schema.idl, { assumeValidSDL: true });

test.each([
  ADD_COMMENT,
  TOP_LEVEL,
  UPDATE_COMMENT,
  DELETE_COMMENT,
  ADD_LABELS,
  REMOVE_LABELS,
  ADD_REACTION,
  REMOVE_REACTION,
  OWN_DISCUSSION_COMMENTS,
  CLOSING,
  ISSUE_EDITS,
  ...Object.values(history),
])('GitHub knows %s', (document) => {
  expect(validate(github, parse(document)).map((error) => error.message)).toEqual([]);
});
