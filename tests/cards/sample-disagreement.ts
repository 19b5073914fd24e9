import type { CaseRecord } from '../../src/case/record.ts';
import { type DisagreementReader, disagreementCard } from '../../src/features/disagreement/cards.ts';
import { disagreeForm, disagreementFormCard } from '../../src/features/disagreement/forms.ts';
import { levelCard } from '../../src/features/disagreement/notices.ts';
import { close, goUp, raise, setDate, settle, takeBack } from '../../src/features/disagreement/rules.ts';
import { disagreementsOf } from '../../src/features/disagreement/state.ts';
import { at, atTime, dee, jane, mo, pack, pat, withOutcome } from '../case/a-case.ts';
import { noticesOf } from '../case/notices-of.ts';
import { linesOf } from './drawn.ts';
import { again, type Cards, once, type Sample, sampleText } from './sample-answers.ts';
import { cases, OVERDUE } from './sample-cases.ts';

/** Made-up disagreements, and all their cards. */

const LATER = at('2026-11-26T10:00:00.000Z');
const TARGET = at('2026-12-04T09:00:00.000Z');

const numbered = (record: CaseRecord, number: number) =>
  disagreementsOf(record.events)[number - 1] as ReturnType<typeof disagreementsOf>[number];

const disputes = once(
  (sample): Record<'raised' | 'dated' | 'third' | 'agreed' | 'settled' | 'closed' | 'takenBack', CaseRecord> => {
    const form = {
      reasons: sampleText(sample, 2000) || 'Too late.',
      agency: sampleText(sample, 200),
      mash: sampleText(sample, 200),
    };
    const { decided } = cases(sample);
    const one = { by: jane, now: OVERDUE };
    const raised = withOutcome(decided, raise(decided, { ...form, side: 'referrer' }, one));
    const date = { number: 1, level: 1, target: TARGET };
    const dated = withOutcome(raised, setDate(raised, date, { by: mo, now: LATER }));
    const escalatedTo = (record: CaseRecord, level: number) =>
      withOutcome(record, goUp(record, { ...form, number: 1, level, target: TARGET }, { by: mo, now: LATER }));
    const third = escalatedTo(escalatedTo(dated, 2), 3);
    const outcome = sampleText(sample, 2000) || 'A visit.';
    const agree = (record: CaseRecord, by: typeof mo) =>
      withOutcome(record, settle(record, { number: 1, level: 3, outcome }, { by, now: LATER }));
    const agreed = agree(third, mo);
    const settled = agree(agreed, jane);
    const reason = { number: 1, level: 3, reason: outcome };
    const named = { ...dee, roles: new Set([...dee.roles, 'level-3' as const]) };
    const closed = withOutcome(third, close(third, reason, { by: named, now: LATER }));
    const mash = withOutcome(settled, raise(settled, { ...form, side: 'mash' }, { by: pat, now: LATER }));
    const takenBack = withOutcome(mash, takeBack(mash, 2, { by: pat, now: LATER }));
    return { raised, dated, third, agreed, settled, closed, takenBack };
  },
);

const steps = ['up', 'date', 'settle', 'take-back'] as const;

const retry = once((sample) =>
  again(sample, ['reasons', 'agency', 'mash', 'outcome', 'target'], {
    reasons: 'Give the reasons.',
    outcome: 'Say what both sides agree.',
    target: 'I cannot read that date. Type it like 4 December.',
  }),
);

/** The forms, and the card of each disagreement, for one reader: in the referrer's chat or in the channel. */
function cardsForReader(sample: Sample, reader: DisagreementReader): Cards[] {
  const { side } = reader;
  const all = disputes(sample);
  const one = numbered(all.dated, 1);
  return [
    {
      disagree: disagreeForm(all.raised, 1, side, pack),
      'disagree, again': disagreeForm(all.raised, 1, side, pack, retry(sample)),
    },
    ...steps.map((step) => ({
      [`disagreement, ${step}`]: disagreementFormCard(all.dated, one, step, side, pack),
      [`disagreement, ${step}, again`]: disagreementFormCard(all.dated, one, step, side, pack, retry(sample)),
    })),
    {
      'disagreement, date, first': disagreementFormCard(all.raised, numbered(all.raised, 1), 'date', side, pack),
      'disagreement, settle, after the other side': disagreementFormCard(
        all.agreed,
        numbered(all.agreed, 1),
        'settle',
        side,
        pack,
      ),
    },
    ...Object.entries(all).map(([name, record]) => ({
      [`disagreement, ${name}`]: disagreementCard(
        record,
        numbered(record, side === 'mash' && name === 'takenBack' ? 2 : 1),
        reader,
        pack,
      ),
    })),
    {
      'disagreement, with a notice': disagreementCard(
        all.dated,
        one,
        reader,
        pack,
        'It is over already. Nothing new was recorded.',
      ),
    },
  ];
}

/** The cards in the referrer's chat, with the notices. */
export function disagreementChatCards(sample: Sample): Cards[] {
  const { settled, third } = disputes(sample);
  const reminded = atTime(disputes(sample).dated, TARGET);
  return [
    ...cardsForReader(sample, { side: 'referrer', party: 'raiser' }),
    ...Object.entries(disputes(sample)).map(([name, record]) => ({
      [`disagreement, to the people of its level, ${name}`]: levelCard(record, numbered(record, 1), pack),
    })),
    {
      'disagreement, to the people of its level, again': levelCard(
        third,
        numbered(third, 1),
        pack,
        again(sample, ['reason'], { reason: 'Give the reason.' }),
      ),
    },
    ...noticesFor(settled, 'jane'),
    ...noticesFor(reminded, 'jane'),
  ];
}

/** The cards in the channel: the forms, the cards of disagreements, and the lines of the thread. */
export function disagreementMashCards(sample: Sample): Cards[] {
  const { takenBack } = disputes(sample);
  return [
    ...cardsForReader(sample, { side: 'mash', party: 'other' }),
    ...cardsForReader(sample, { side: 'mash' }),
    linesOf(
      'disagreement',
      takenBack,
      takenBack.events.filter(({ type }) => type.startsWith('Disagreement')),
    ),
  ];
}

/** The notices to managers, the escalation contact and a MASH member who raised a disagreement. */
export function disagreementNotices(sample: Sample): Cards[] {
  const { takenBack, dated } = disputes(sample);
  return [...noticesFor(takenBack, 'staff'), ...noticesFor(atTime(dated, TARGET), 'staff')];
}

function noticesFor(record: CaseRecord, whom: 'jane' | 'staff'): Cards[] {
  const about = record.events.filter(
    (event) => /^Disagreement/.test(event.type) || ('clock' in event && event.clock === 'disagreement'),
  );
  return about.flatMap((event) =>
    (whom === 'jane' ? [jane] : [mo, dee, pat]).flatMap(({ id }) => {
      const link = 'https://teams.microsoft.com/l/message/19:x/1';
      const card = noticesOf(event, { record, pack, now: event.at, link, to: id })[0];
      return card ? [{ [`disagreement, notice of ${event.type} to ${id}`]: card }] : [];
    }),
  );
}
