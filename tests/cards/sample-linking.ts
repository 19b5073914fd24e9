import { CaseId } from '../../src/base/reference.ts';
import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { howLinkedCard, linksCard, sameChildCard } from '../../src/features/linking/cards.ts';
import { compareCard } from '../../src/features/linking/compare.ts';
import { findCard, foundPersonCard, personForm } from '../../src/features/linking/find.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { caseContext, mo, OTHER_REFERENCE, pat } from '../case/a-case.ts';
import { linesOf, mashCardOf } from './drawn.ts';
import type { Cards, Sample } from './sample-answers.ts';
import { asSent, cases, NOW } from './sample-cases.ts';

const many = [...'ABCDEFGHJK'].map((letter) => CaseId.parse(`HT-9X2K-4B${letter}`));
const THIRD = CaseId.parse('HT-3M8P-6RT');

/** Cases with possible links, confirmed links and links ruled out: on the shared card, on the list, in the thread. */
export function linkingMashCards(sample: Sample): Cards[] {
  const { awaiting } = cases(sample);
  const then = (record: CaseRecord, ...events: CaseEvent[]) => advance(record, { events, by: pat }, caseContext(NOW));
  const one = then(awaiting, { type: 'PossibleLinksFound', at: NOW, found: [{ to: OTHER_REFERENCE, why: ['phone'] }] });
  const two = then(one, {
    type: 'PossibleLinksFound',
    at: NOW,
    found: [{ to: THIRD, why: ['birth-year', 'address', 'carer'] }],
  });
  const judged = then(
    two,
    { type: 'CaseLinked', at: NOW, by: pat.id, to: THIRD, kind: 'adult' },
    { type: 'LinkRuledOut', at: NOW, by: mo.id, to: OTHER_REFERENCE },
  );
  const full = then(two, {
    type: 'PossibleLinksFound',
    at: NOW,
    found: many.map((to) => ({ to, why: ['birth-date', 'phone', 'address', 'carer'] })),
  });
  const records = {
    'may be linked': one,
    'two may be linked': two,
    'one linked, one ruled out': judged,
    'many may be linked': full,
  };
  const shown = Object.entries(records).flatMap(([name, record]) => [
    {
      [`case, ${name}`]: mashCardOf(record),
      [`linked cases, ${name}`]: linksCard(record),
      [`linked cases, ${name}, how`]: howLinkedCard(record, OTHER_REFERENCE),
      [`linked cases, ${name}, with a notice`]: linksCard(record, `Linked with ${OTHER_REFERENCE}.`),
    },
  ]);
  const problems = { name: 'I read no name here.', why: 'Choose why you search.' };
  const found = [one, judged].map((record) => ({ record, why: 'the same phone; SOUNDS LIKE the child’s name' }));
  const find = {
    find: findCard('linh'),
    'find, no reference': findCard('HT-AAAA-1'),
    'find a person': personForm(),
    'find a person, again': personForm({ attempt: 1, typed: { name: '?' }, problems }),
    'two cases side by side': compareCard(asSent(one), asSent(judged), { why: ['birth-date', 'phone'] }),
    'may be the same child': sameChildCard(
      judged.id,
      [{ to: OTHER_REFERENCE, why: ['birth-date', 'phone'] }],
      undefined,
    ),
    'found nobody': foundPersonCard([], false),
    'found two': foundPersonCard(found, true),
  };
  return [...shown, find, linesOf('by the MASH', judged, judged.events.slice(-2))];
}
