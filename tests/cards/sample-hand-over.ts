import { untouchedForm } from '../../src/cards/forms.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import {
  codeCard,
  goneCard,
  handedOverNotice,
  takenOverCard,
  takeOverCard,
} from '../../src/features/hand-over/cards.ts';
import { acceptHandOver, offerHandOver } from '../../src/features/hand-over/rules.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { at, jane, pack, tom, withOutcome } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import { type Named, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW, OVERDUE, referral } from './sample-cases.ts';

const code = '483127';

function offered(sample: Sample): CaseRecord {
  const { awaiting } = cases(sample);
  const handOver = { code, until: at('2026-11-24T20:50:00.000Z'), tenantId: 'county', wrong: 0 };
  return withOutcome({ ...awaiting, handOver }, offerHandOver(awaiting, { by: jane, now: NOW }), jane, NOW);
}

function accepted(sample: Sample): CaseRecord {
  const record = offered(sample);
  const phone = sampleText(sample, 60) || '01632 960 077';
  return withOutcome(
    record,
    acceptHandOver(record, { code, tenantId: 'county', phone, limit: 60 }, { by: tom, now: NOW }),
    tom,
    NOW,
  );
}

export function handOverChatCards(sample: Sample): Named[] {
  const [before, after] = [offered(sample), accepted(sample)];
  const event = after.events.find((each) => each.type === 'HandOverAccepted');
  return [
    { name: 'hand over, the code', card: codeCard(before, pack) },
    {
      name: 'take over?',
      card: takeOverCard(before, { code, pack }, { ...untouchedForm, typed: { phone: '01632 960 077' } }),
    },
    {
      name: 'take over?, again',
      card: takeOverCard(
        before,
        { code, pack },
        { attempt: 1, typed: {}, problems: { phone: 'Write the number to ring.' } },
      ),
    },
    { name: 'taken over', card: takenOverCard(after, pack) },
    { name: 'receipt, taken over', card: receiptCard(after, referral(after), pack) },
    { name: 'handed over, in place of what stood there', card: goneCard(after, pack) },
    ...(event ? [{ name: 'handed over', card: handedOverNotice(after, event, pack) }] : []),
  ];
}

export function handOverMashCards(sample: Sample): Named[] {
  const record = accepted(sample);
  return [
    { name: 'case, handed over', card: caseCard(record, referral(record), pack) },
    ...record.events
      .slice(-2)
      .filter(hasLine)
      .map((event, index) => ({
        name: `line ${index} ${event.type}, handed over`,
        card: lineCard(record, event, referral(record), pack, OVERDUE),
      })),
  ];
}
