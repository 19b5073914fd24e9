import { type CaseAction, caseAction } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { noticeOf } from '../../actions/refusals.ts';
import type { Person } from '../../base/people.ts';
import { type FormRetry, formAgain } from '../../cards/forms.ts';
import { refuseWith } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { centralOutcomeForm, centralSentForm, prepareCentralCard } from './central-cards.ts';
import { clocks, events, hears } from './events.ts';
import { face, takenOnLines, teamFace } from './face.ts';
import { assessmentFormCard, boxFaultsInWords, policeNotesForm } from './forms.ts';
import {
  acceptCase,
  beginAssessment,
  notYet,
  recordAssessment,
  recordOutcome,
  recordSent,
  whyNotAssess,
  whyNotReferOn,
  whyNotYet,
} from './rules.ts';
import { assessmentOf, centralOf } from './state.ts';
import {
  accept,
  assessmentForm,
  assessmentRecord,
  begin,
  centralPrepare,
  type FormName,
  policeNotes,
} from './verbs.ts';

const where = ['assessment'] as const;

/** Why this form cannot be filled in yet, or not by this person. */
function whyNotForm(form: FormName, record: CaseRecord, by: Person) {
  if (form === 'central-sent') return whyNotReferOn(record, by);
  if (form === 'central-outcome') return centralOf(record.events) ? undefined : notYet('central-sent');
  return whyNotYet(assessmentOf(record.events), form);
}

function formCard(form: FormName, record: CaseRecord, pack: Pack, again?: FormRetry) {
  if (form === 'central-sent') return centralSentForm(record, pack, again);
  if (form === 'central-outcome') return centralOutcomeForm(record, pack, again);
  return form === 'police' ? policeNotesForm(record, 1, again) : assessmentFormCard(record, form, again);
}

const does: CaseAction<typeof assessmentRecord>['does'] = ({ record }, { to: form, typed, revision }, at) => {
  const { central } = at.pack;
  if (form === 'central-sent') return recordSent(record, typed, { central, known: revision }, at);
  if (form === 'central-outcome') return recordOutcome(record, typed, at);
  return recordAssessment(record, form, typed, at);
};

/** What the Assessment team does, in its own channel. */
const actions = [
  caseAction(accept, { where, does: ({ record }, _, at) => acceptCase(record, at) }),
  caseAction(begin, { where, does: ({ record }, { to }, at) => beginAssessment(record, to, at) }),
  caseAction(assessmentForm, {
    where,
    does({ record }, { to: form }, { by, pack }) {
      const first = whyNotForm(form, record, by);
      return first ? refuseWith(first) : { card: formCard(form, record, pack) };
    },
  }),
  caseAction(policeNotes, {
    where,
    whyNot: ({ record }, { by }) => whyNotForm('police', record, by),
    does: ({ record }, { page }) => ({ card: policeNotesForm(record, page) }),
  }),
  caseAction(assessmentRecord, {
    where,
    does,
    again({ record }, given, { pack }, _, why) {
      const problems = boxFaultsInWords(why.kind === 'boxes-are-wrong' ? why.faults : {});
      return { card: formCard(given.to, record, pack, formAgain(given, problems)) };
    },
    onRefusal({ record }, given, { pack }, why) {
      const notice = why.kind === 'already-recorded' && noticeOf(why, record);
      return notice ? { card: centralSentForm(record, pack, formAgain(given, {}), notice), notice } : undefined;
    },
  }),
  caseAction(centralPrepare, {
    where,
    whyNot: ({ record }, { by }) => whyNotReferOn(record, by),
    does: ({ record }, { page }, { pack, now }) => ({ card: prepareCentralCard(record, pack, now, page) }),
  }),
];

export const assessment = {
  name: 'assessment',
  events,
  clocks,
  hears,
  shelf(events) {
    const { passed, accepted } = assessmentOf(events);
    if (passed.kind !== 'yes') return undefined;
    return accepted ? { is: 'taken-on', at: accepted.at } : { is: 'passed-on', at: passed.at };
  },
  face,
  teamFace,
  teamGate: (record, by) => whyNotAssess(assessmentOf(record.events), by),
  actions,
  receipt: { progress: takenOnLines },
} satisfies Feature;
