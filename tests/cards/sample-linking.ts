import { CaseId } from '../../src/base/reference.ts';
import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { howLinkedCard, linksCard } from '../../src/features/linking/cards.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { caseContext, mo, OTHER_REFERENCE, pack, pat } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import type { Named, Sample } from './sample-answers.ts';
import { cases, NOW, referral } from './sample-cases.ts';

const many = [...'ABCDEFGHJK'].map((letter) => CaseId.parse(`HT-9X2K-4B${letter}`));
const THIRD = CaseId.parse('HT-3M8P-6RT');

/** Cases with possible links, confirmed links and links ruled out: on the shared card, on the list, in the thread. */
export function linkingMashCards(sample: Sample): Named[] {
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
    { name: `case, ${name}`, card: caseCard(record, referral(record), pack) },
    { name: `linked cases, ${name}`, card: linksCard(record) },
    { name: `linked cases, ${name}, how`, card: howLinkedCard(record, OTHER_REFERENCE) },
    { name: `linked cases, ${name}, with a notice`, card: linksCard(record, `Linked with ${OTHER_REFERENCE}.`) },
  ]);
  const lines = judged.events
    .slice(-2)
    .filter(hasLine)
    .map((event) => ({
      name: `line ${event.type} by the MASH`,
      card: lineCard(judged, event, referral(judged), pack, NOW),
    }));
  return [...shown, ...lines];
}
