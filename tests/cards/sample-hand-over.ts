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
import { at, jane, pack, tom, withOutcome } from '../case/a-case.ts';
import { linesOf, mashCardOf, receiptOf } from './drawn.ts';
import { type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW } from './sample-cases.ts';

const code = '483127';

function offered(sample: Sample): CaseRecord {
  const { awaiting } = cases(sample);
  const handOver = { code, until: at('2026-11-24T20:50:00.000Z'), tenantId: 'county', wrong: 0 };
  return withOutcome({ ...awaiting, handOver }, offerHandOver(awaiting, { by: jane, now: NOW }));
}

function accepted(sample: Sample): CaseRecord {
  const record = offered(sample);
  const phone = sampleText(sample, 60) || '01632 960 077';
  return withOutcome(
    record,
    acceptHandOver(record, { code, tenantId: 'county', phone, limit: 60 }, { by: tom, now: NOW }),
  );
}

export function handOverChatCards(sample: Sample): Cards[] {
  const [before, after] = [offered(sample), accepted(sample)];
  const event = after.events.find((each) => each.type === 'HandOverAccepted');
  return [
    {
      'hand over, the code': codeCard(before, pack),
      'take over?': takeOverCard(before, { code, pack }, { ...untouchedForm, typed: { phone: '01632 960 077' } }),
      'take over?, again': takeOverCard(
        before,
        { code, pack },
        { attempt: 1, typed: {}, problems: { phone: 'Write the number to ring.' } },
      ),
      'taken over': takenOverCard(after, pack),
      'receipt, taken over': receiptOf(after),
      'handed over, in place of what stood there': goneCard(after, pack),
    },
    ...(event ? [{ 'handed over': handedOverNotice(after, event, pack) }] : []),
  ];
}

export function handOverMashCards(sample: Sample): Cards[] {
  const record = accepted(sample);
  return [{ 'case, handed over': mashCardOf(record) }, linesOf('handed over', record, record.events.slice(-2))];
}
