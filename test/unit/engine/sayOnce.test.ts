import { describe, expect, it } from 'vitest';
import { createSayOnce } from '#core/engine/sayOnce.ts';

describe('a failure that comes again', () => {
  it('is said once, again when its reason changes, and again after it was over', () => {
    const said: string[] = [];
    const problems = createSayOnce((what, { message }) => said.push(`${what}: ${message}`));
    for (let minute = 0; minute < 60; minute += 1) problems.failed('the sync', 'the disk is full');
    expect(said).toEqual(['the sync: the disk is full']);
    problems.failed('the sync', 'the folder cannot be written');
    problems.failed('the schedule', 'the disk is full');
    problems.failed('the sync', 'the folder cannot be written');
    expect(said.slice(1)).toEqual(['the sync: the folder cannot be written', 'the schedule: the disk is full']);
    problems.over('the sync');
    problems.failed('the sync', 'the folder cannot be written');
    problems.failed('the schedule', 'the disk is full');
    expect(said.slice(3)).toEqual(['the sync: the folder cannot be written']);
  });
});
