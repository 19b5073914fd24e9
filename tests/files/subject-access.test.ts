import { expect, it } from '@jest/globals';
import { subjectAccess } from '../../src/files/subject-access.ts';
import { cases, NOW, OVERDUE } from '../cards/sample-cases.ts';
import { allSent, jane, pack } from '../case/a-case.ts';

it('What is held on a case says what each person was told', () => {
  const { told } = subjectAccess(allSent(cases('usual').asked, NOW), [], pack, OVERDUE);
  expect(told).toContainEqual({ to: jane.id, what: 'question/asked', at: NOW });
  expect(told).toContainEqual({ to: 'mash', what: 'case-card', at: NOW });
});
