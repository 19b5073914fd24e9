import { expect, it } from '@jest/globals';
import { withWordsBeside } from '../../src/draft/aside.ts';
import { type Draft, emptyAnswers, newDraft } from '../../src/draft/draft.ts';
import { toAsk } from '../../src/draft/move.ts';
import { cursorNow, type Step, stepNow } from '../../src/draft/steps.ts';
import { toldOf } from '../../src/draft/told.ts';
import { tickQuestions, typedAnswer } from '../../src/draft/typed.ts';
import { placeNamed, saidWith } from '../../src/draft/typed-box.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import {
  aboutJane,
  answerContext,
  at,
  draftAt,
  filledIn,
  fullAnswer,
  known,
  movedTo,
  pack,
  pressed,
} from './a-draft.ts';

const choicesOfAgency = fieldOf(pack, 'agency').choices ?? [];

/** The draft after a typed message. @throws Error if the message is unclear or has a fault */
function typed(draft: Draft, text: string): Draft {
  const outcome = typedAnswer(draft, text, answerContext);
  if (outcome.kind !== 'answered') throw new Error(`“${text}” at ${at(draft)} was ${outcome.kind}`);
  if (outcome.problems.length > 0) throw new Error(`“${text}”: ${JSON.stringify(outcome.problems)}`);
  return outcome.draft;
}

/** The fields that the current step asks. */
function fieldsOf(draft: Draft): string[] {
  const step = stepNow(draft, pack);
  return step.kind === 'form' ? step.form.fields : [];
}

const isUnclear = (draft: Draft, text: string) => typedAnswer(draft, text, answerContext).kind === 'unclear';

/** A full typed answer to the current question. */
function fullTypedAnswer(step: Step, cursor: number): string {
  switch (step.kind) {
    case 'linked':
      return 'same family';
    case 'same':
    case 'danger':
      return 'yes';
    case 'places':
      return 'it is another place';
    case 'private-fostering':
      return step.canReport ? 'report it as well' : 'continue';
    case 'danger-phone':
      return 'I have phoned';
    case 'summary':
    case 'check-answers':
      return 'continue';
    case 'ticks': {
      const [seen, ...others] = step.group.statements.map((_, index) => index + 1);
      const ticks = others.length > 0 ? `${seen} suspect ${others.join(', ')}` : String(seen);
      return { ticks, note: 'Told by a friend.' }[tickQuestions[cursor] ?? 'note'];
    }
    case 'form': {
      const field = fieldOf(pack, step.form.fields[cursor] ?? '');
      const full = fullAnswer(field.id);
      if (field.kind === 'many') return field.choices?.map((_, index) => index + 1).join(' ') ?? '';
      return field.choices?.find(({ id }) => id === full)?.label ?? full;
    }
  }
}

function throughByTyping(start: Draft): Draft {
  let draft = start;
  for (let messages = 0; at(draft) !== 'check-answers'; messages += 1) {
    if (messages > 300) throw new Error(`typing does not get past ${at(draft)}`);
    draft = typed(draft, fullTypedAnswer(stepNow(draft, pack), cursorNow(draft, pack)));
  }
  return draft;
}

function throughByButtons(start: Draft): Draft {
  let draft = start;
  for (let presses = 0; at(draft) !== 'check-answers'; presses += 1) {
    if (presses > 100) throw new Error(`pressing does not get past ${at(draft)}`);
    const onlyTyped = (id: string) => (fieldOf(pack, id).onlyOnCard ? '' : fullAnswer(id));
    draft = pressed(draft, filledIn(stepNow(draft, pack), onlyTyped));
  }
  return draft;
}

/** The card of the child, with its worry told. */
const worried = { worry: 'A burn.' };

// The whole conversation by typing only

const situations = { danger: 'no', abroad: 'yes', care: 'yes', kin: 'yes', missing: 'yes', cse: 'yes' };

it.each<[string, Draft]>([
  ['from the first card', newDraft({})],
  ...choicesOfAgency.map(({ id, label }): [string, Draft] => [
    `for every list of ${label}`,
    draftAt('ticks-carer', { ...situations, agency: id }),
  ]),
])('Typing alone gives the same answers as buttons alone, %s', (_, start) => {
  const [byTyping, byButtons] = [throughByTyping(start), throughByButtons(start)];
  expect(known(byTyping.answers)).toEqual(known(byButtons.answers));
  expect(byTyping.progress.done).toEqual(byButtons.progress.done);
});

it('“Submit” and its variants send the referral, and similar words do not', () => {
  const draft = draftAt('check-answers');
  for (const phrase of [
    'submit',
    'Submit.',
    ' submit referral ',
    'send',
    'send it',
    'submit the referral',
    'Send please',
  ])
    expect(typedAnswer(draft, phrase, answerContext)).toEqual({ kind: 'submit' });
  for (const phrase of ['do not submit', 'submit?', 'ok', 'resend', 'I will send it later'])
    expect({ phrase, unclear: isUnclear(draft, phrase) }).toEqual({ phrase, unclear: true });
});

it('“Not known” answers every question about the child', () => {
  let draft = draftAt('child', { danger: 'no', ...aboutJane });
  while (at(draft) !== 'consent-asked') {
    const step = stepNow(draft, pack);
    draft = typed(draft, step.kind === 'summary' ? 'continue' : 'not known');
  }
  draft = { ...draft, progress: { ...draft.progress, at: 'health', cursor: 0 } };
  while (at(draft) !== 'check-answers') draft = typed(draft, 'not known');
  const { agency, name, phone, ...others } = known(draft.answers).values;
  expect([agency, name, phone]).toEqual(['health', 'Jane Okafor', '020 7946 0014']);
  const situations = {
    abroad: 'not-known',
    care: 'not-known',
    kin: 'not-known',
    missing: 'not-known',
    cse: 'not-known',
  };
  const otherFields = {
    asylum: 'not-known',
    'still-in': 'not-known',
    'interpreter-connected': 'not-known',
  };
  const fostering = { 'pf-carer': 'not-known', 'pf-disabled': 'not-known', 'pf-full-time': 'not-known' };
  const findings = { 'pf-finding': 'cannot-tell', 'pf-report': 'no' };
  expect(others).toEqual({
    danger: 'no',
    ...situations,
    'leaves-sight': 'not known',
    ...otherFields,
    ...fostering,
    ...findings,
  });
});

it('What was typed with an answer to another question stays, where the worry is typed', () => {
  const also = 'Said beside the questions: “yes the aunt is here”';
  const draft = draftAt('child', { care: 'no', worry: also });
  const step = stepNow(draft, pack);
  const cursor = step.kind === 'form' ? step.form.fields.indexOf('worry') : -1;
  const answered = typed({ ...draft, progress: { ...draft.progress, cursor } }, 'A burn.');
  expect(answered.answers.values.worry).toBe(`A burn.\n${also}`);
});

// Typed words for a button

it.each([
  ['yes', 'yes'],
  ['Yes, now', 'yes'],
  ['Y', 'yes'],
  ['1', 'yes'],
  ['no', 'no'],
  ['No.', 'no'],
  ['2', 'no'],
  ['not known', 'not-known'],
  ["don't know", 'not-known'],
  ['I don’t know', 'not-known'],
  ['dunno', 'not-known'],
  ['No idea.', 'not-known'],
  ['yeah', 'yes'],
  ['yes she is in his car', 'yes'],
  ['I think so', 'yes'],
  ['nope', 'no'],
  ['no he is taking her away', undefined],
  ['two.', 'no'],
  ['unknown', 'not-known'],
  ['not sure', 'not-known'],
  ['3', 'not-known'],
  ['4', undefined],
  ['0', undefined],
  ['perhaps', undefined],
  ['', undefined],
  ['constructor', undefined],
])('“%s” answers the danger question with %s', (phrase, choice) => {
  const outcome = typedAnswer(draftAt('danger'), phrase, answerContext);
  expect(outcome.kind === 'answered' ? outcome.draft.answers.values.danger : undefined).toBe(choice);
});

it.each([
  ['yes', 'yes'],
  ['not sure', 'not-sure'],
  ['unsure', 'not-sure'],
  ['not known', 'not-sure'],
  ['don’t know', 'not-sure'],
  ['yes I think he is in on it', 'yes'],
  ['no', 'no'],
  ['2', 'not-sure'],
])('“%s” answers the risk question with %s', (phrase, choice) =>
  expect(typed(draftAt('consent', { consent: 'not-asked' }), phrase).answers.values['consent-risk']).toBe(choice),
);

it.each([
  ['I have phoned', 'yes'],
  ['phoned', 'yes'],
  ['I rang them', 'yes'],
  ['have rung 999', ''], // the MASH was not rung
  ['Done.', 'yes'],
  ['1', 'yes'],
  ['continue', ''],
  ['2', ''],
  ['2 sorry', ''],
  ['write', ''],
  ['just write it', ''],
  ["i'll type", ''],
  ['havent phoned, cant, she would hear. typing is all i can do', ''],
  ['i cant phone hes right there', ''],
  ['cant talk', ''],
])('“%s” at the numbers to ring sets phoned to “%s”', (phrase, phoned) =>
  expect(typed(draftAt('danger-phone', { danger: 'yes' }), phrase).answers.values.phoned).toBe(phoned),
);

it('A call counts from when it was, where that is said', () => {
  const { values } = typed(draftAt('danger-phone', { danger: 'yes' }), 'rang them 5 mins ago').answers;
  expect([values.phoned, values['phoned-when']]).toEqual(['yes', '5 mins ago']);
});

it.each([
  'what?',
  'strangers',
  'tuan rang me from the back of a van',
  'her mum rang me and shes screaming',
  'kayleigh called her a liar',
])('“%s” is never read as a call that was made', (phrase) =>
  expect(isUnclear(draftAt('danger-phone', { danger: 'yes' }), phrase)).toBe(true),
);

it.each([
  ...[
    'no',
    'no not yet',
    'not yet',
    'not phoned yet',
    'I have not rung',
    'I haven’t phoned',
    "didn't call",
    'havent phoned',
  ],
])('“%s” to whether they rang goes on in writing, and is no call', (phrase) => {
  const draft = draftAt('danger-phone', { danger: 'yes' });
  expect(isUnclear(draft, phrase)).toBe(false);
  expect(typed(draft, phrase).answers.values.phoned).not.toBe('yes');
});

it.each([
  ['nhs im a nurse', 'Health'],
  ['its a school, im the office clerk', 'School or education'],
])(
  '“%s”, typed ahead at whether they rang, answers nothing there, and is asked back at the agency',
  (phrase, agency) => {
    const { pack, now } = answerContext;
    expect(isUnclear(draftAt('danger-phone', { danger: 'yes' }), phrase)).toBe(true);
    const worry = withWordsBeside('', phrase, undefined, fieldOf(pack, 'worry')) ?? '';
    expect(toldOf(fieldOf(pack, 'agency'), { values: { worry }, ticks: {}, readings: {} }, now)).toBe(agency);
  },
);

it.each(['thanks for helping', 'you are brilliant', 'good work team', 'is anyone coming', 'lovely team'])(
  '“%s”, kept beside the questions, is no child’s name',
  (phrase) => {
    const { pack, now } = answerContext;
    const worry = withWordsBeside('a thin baby', phrase, undefined, fieldOf(pack, 'worry')) ?? '';
    expect(toldOf(fieldOf(pack, 'child-name'), { values: { worry }, ticks: {}, readings: {} }, now)).toBeUndefined();
  },
);

it.each(['police', 'children’s services', 'yes', '1 yes'])('“%s” there is no agency', (phrase) => {
  const outcome = typedAnswer(draftAt('danger-phone', { danger: 'yes' }), phrase, answerContext);
  expect(outcome.kind === 'answered' ? outcome.draft.answers.values.agency : undefined).toBeUndefined();
});

it('A choice with more words behind it is that choice', () =>
  expect(typed(draftAt('consent-asked'), 'they were not asked hes the one i think did it').answers.values.consent).toBe(
    'not-asked',
  ));

it('The beginning of a choice is enough if only one choice begins with it', () => {
  const draft = draftAt('consent-asked');
  expect(typed(draft, 'they agr').answers.values.consent).toBe('obtained');
  expect(isUnclear(draft, 'they')).toBe(true); // two answers begin with this word
  for (const phrase of ['unsure', 'not sure', 'I don’t know'])
    expect(typed(draft, phrase).answers.values.consent).toBe('unsure');
  for (const phrase of ['no', 'nope', 'no not yet'])
    expect(typed(draft, phrase).answers.values.consent).toBe('not-asked');
});

// Typed answers to a form

it('Typed answers to a form are taken one question after the other, and each is saved at once', () => {
  const care = typed(typed(draftAt('child'), 'A burn.'), 'no');
  const one = typed(care, 'A girl in a red coat');
  expect(one.answers.values).toEqual({ ...worried, care: 'no', 'child-name': 'A girl in a red coat' });
  expect([at(one), one.progress.cursor]).toEqual(['child', 3]);
  const two = typed(one, 'about 14');
  expect(two.answers.values['child-age']).toBe('about 14');
  expect(two.progress.cursor).toBe(4);
});

it.each([
  ['precious okoye room 9', undefined],
  ['lili bed 4', undefined],
  ['amy, yr 9', undefined],
  ['Tan, flat 12', undefined],
  ['precious 16 room 9', '16'],
  ['mai, 14', '14'],
])('Beside a name, the number of a place is no age: “%s”', (said, age) =>
  expect(saidWith('child-name', said, emptyAnswers)['child-age']).toBe(age),
);

it('Whoever types is not asked for what can stay open on the card, and can change it by its name', () => {
  let draft = draftAt('about-you');
  for (const phrase of ['health', 'Jane Okafor', '020 7946 0014']) draft = typed(draft, phrase);
  expect(at(draft)).toBe('child');
  expect(Object.keys(draft.answers.values)).toEqual(['agency', 'name', 'phone']);
  const place = placeNamed('role', draft, pack) ?? { at: 'none', cursor: 0 };
  const changed = typed(toAsk(draft, place, pack), 'nurse');
  expect([at(changed), changed.answers.values.role]).toEqual(['child', 'nurse']);
});

it('The question about care comes later, when the rest of the card of the child was passed over', () => {
  const next = typed(typed(draftAt('child'), 'A burn.'), 'continue');
  expect(fieldsOf(next)).toEqual(['abroad', 'kin', 'missing', 'cse', 'care']);
});

it('The check never asks twice whether the child is in care', () => {
  for (const phrase of ['yes', 'no', 'not known', 'skip'])
    expect(fieldsOf(typed(typed(draftAt('child', worried), phrase), 'continue'))).toEqual([
      'abroad',
      ...(phrase === 'yes' ? [] : ['kin']), // who looks after a child in care is no question of private fostering
      'missing',
      'cse',
    ]);
});

it('What was answered is not asked again, “skip” leaves a question open, and “continue” skips the rest of the card', () => {
  const known = { ...worried, care: 'no', 'child-name': 'A girl', with: 'Her uncle' };
  const skipped = typed(draftAt('child', known), 'skip');
  expect(skipped.answers.values).toEqual({ ...known, 'child-age': '' });
  const gone = typed(typed(skipped, 'School hall'), 'continue');
  expect(at(gone)).toBe('situation');
  expect(gone.answers.values).toEqual({ ...known, 'child-age': '', whereabouts: 'School hall' });
});

it('A question to which its author came back is answered anew, and “skip” keeps the answer', () => {
  const known = { ...worried, care: 'no', 'child-name': 'A girl', 'child-age': '14' };
  const asked = toAsk(draftAt('child', known), { at: 'child', cursor: 2 }, pack);
  expect(typed(asked, 'skip').answers.values).toEqual(known);
  const changed = typed(asked, 'A boy');
  const worry = 'A burn.\nSaid beside the questions: “Child, before: A girl”'; // no word is lost
  expect(changed.answers.values).toEqual({ ...known, 'child-name': 'A boy', worry });
  expect(cursorNow(changed, pack)).toBe(4);
});

it.each([
  '?',
  '...',
  'already told you',
  'I said that',
  'ffs',
  'oh for fucks sake',
  'what is the MASH',
  'why do you ask?',
])('“%s” is no name, age, place or reason', (words) => {
  for (const [cursor, id] of ['child-name', 'child-age', 'whereabouts'].entries()) {
    const draft = draftAt('child', { care: 'no' });
    expect([id, isUnclear({ ...draft, progress: { ...draft.progress, cursor: cursor + 2 } }, words)]).toEqual([
      id,
      true,
    ]);
  }
  expect(isUnclear(draftAt('consent', saidNo), words)).toBe(true);
});

const saidNo = { consent: 'refused', 'consent-from': 'carer', 'consent-risk': 'no' };

it('“Dunno” is no reason, and the reason is asked again', () => {
  const outcome = typedAnswer(draftAt('consent', saidNo), 'dunno', answerContext);
  expect(outcome).toMatchObject({ kind: 'answered', problems: [{ field: 'consent-why', kind: 'required' }] });
});

it.each([
  ['yes the aunt isnt their real aunt', 'yes'],
  ['2 maybe', 'no'],
  ['none', 'no'],
  ['no she isnt', 'no'],
  ['i think so', 'yes'],
  ['not sure, ask the head', 'not-known'],
  ['3, she said', 'not-known'],
])('“%s” is read as an answer to a question with yes and no', (words, answer) => {
  const before = { languages: '', 'other-details': '', address: '', carer: '', relationship: 'Uncle.' };
  expect(typed(draftAt('home', before), words).answers.values['still-in']).toBe(answer);
});

it('A number before other words is no choice', () =>
  expect(isUnclear(draftAt('situation'), '3 men are here')).toBe(true));

it.each(['no she lives with mum', 'no not any more', 'nope, maybe last year'])(
  'A “no” with more words is asked again where a wrong no would be taken for calm: “%s”',
  (words) => {
    for (const draft of [
      draftAt('danger'),
      draftAt('child', worried),
      draftAt('situation', { abroad: 'no', kin: 'no' }),
    ])
      expect(typedAnswer(draft, words, answerContext)).toEqual({ kind: 'doubted', choice: 'no' });
  },
);

it.each([
  'not in danger rn hes at school as far as i know',
  'nobody is in danger this minute i dont think theyre in lessons',
  'no danger rn',
  'they arent in danger today',
  'no one is at risk right now',
  'not right now',
  'not at the mo',
  'not that i know of',
  'i dont think so shes at school',
  'she is safe on the ward',
  'shes safe with me for now',
])('“%s” may say no to danger: the bot asks whether that is right', (words) =>
  expect(typedAnswer(draftAt('danger'), words, answerContext)).toEqual({ kind: 'doubted', choice: 'no' }),
);

it.each([
  'not safe',
  'she is not safe right now',
  'not in danger but he has a knife',
  'not now hes here',
  'not right now, he has a knife',
  'nobody can find her',
])('“%s” says no such thing', (words) =>
  expect(typedAnswer(draftAt('danger'), words, answerContext)).not.toMatchObject({ choice: 'no' }),
);

it.each(['Skip.', 'skip it', 'Pass', 'No idea.', 'dunno', 'not sure'])(
  '“%s” is not saved as a name, and the next question is asked',
  (phrase) => {
    const next = typed(typed(draftAt('child', worried), 'no'), phrase);
    expect([next.answers.values['child-name'] ?? '', next.progress.cursor]).toEqual(['', 3]);
  },
);

it.each(['skip all', 'Skip the rest.', 'Continue.'])('“%s” skips the rest of the card', (phrase) => {
  const next = typed(draftAt('child', { 'child-name': 'A girl' }), phrase);
  expect([at(next), next.answers.values['child-name']]).toEqual(['situation', 'A girl']);
});

it('A text answer keeps its full stops', () =>
  expect(typed(typed(draftAt('child', worried), 'no'), 'A girl. In red.').answers.values['child-name']).toBe(
    'A girl. In red.',
  ));

it('“Submit” is never saved as an answer', () => {
  for (const id of ['child', 'ticks-carer', 'situation', 'consent'])
    expect(typedAnswer(draftAt(id), 'Submit.', answerContext)).toEqual({ kind: 'submit' });
});

it('“None” is saved as a text answer, because no brothers and sisters is not the same as not known', () => {
  const draft = draftAt('status');
  const next = typed(typed(draft, 'skip'), 'none');
  expect(next.answers.values).toEqual({ family: '', siblings: 'none' });
});

it('“None” for a list of choices picks nothing', () => {
  const draft = draftAt('consent', { consent: 'unsure' });
  const basis = placeNamed('basis', draft, pack) ?? { at: 'none', cursor: 0 };
  for (const phrase of ['none', 'skip', 'not known']) {
    const next = typed(toAsk(draft, basis, pack), phrase);
    expect([next.answers.values.basis ?? '', at(next)]).toEqual(['', 'consent']);
  }
});

it('A required question that was skipped comes back', () => {
  let draft = draftAt('about-you');
  for (const phrase of ['health', 'skip']) draft = typed(draft, phrase);
  const outcome = typedAnswer(draft, '020 7946 0014', answerContext);
  if (outcome.kind !== 'answered') throw new Error('not understood');
  expect(outcome.problems).toEqual([{ field: 'name', kind: 'required' }]);
  expect([at(outcome.draft), outcome.draft.progress.cursor]).toEqual(['about-you', 2]);
  expect(at(typed(outcome.draft, 'Jane Okafor'))).toBe('child');
});

it('A typed answer that is too long is refused with the limit, and the question stays', () => {
  const outcome = typedAnswer(typed(draftAt('child', worried), 'no'), 'x'.repeat(201), answerContext);
  expect(outcome).toMatchObject({
    kind: 'answered',
    problems: [{ field: 'child-name', kind: 'too-long', limit: 200 }],
    draft: { progress: { at: 'child', cursor: 2 } },
  });
});

it('A typed answer that fits no choice is unclear', () => {
  const draft = draftAt('about-you');
  expect(isUnclear(draft, 'the circus')).toBe(true);
  expect(isUnclear(draft, '9')).toBe(true);
});

// Typed answers to a list

const carer = ['G01', 'G02', 'G03', 'G04', 'T05', 'T07'];

it.each(['2 4', '2, 4', '2 and 4', '2;4', ' 4  2 ', '2 & 4', 'Two and four.'])(
  '“%s” ticks the second and the fourth statement',
  (phrase) => expect(typed(draftAt('ticks-carer'), phrase).answers.ticks.carer?.seen).toEqual(['G02', 'G04']),
);

it('A list asks for what was seen or suspected, and then for a note', () => {
  let draft = draftAt('ticks-carer');
  for (const phrase of ['1 suspect 3', 'Told by her friend.']) draft = typed(draft, phrase);
  expect(draft.answers.ticks.carer).toMatchObject({
    seen: ['G01'],
    suspected: ['G03'],
    note: 'Told by her friend.',
    looked: [],
  });
  expect(at(draft)).toBe('ticks-movement');
});

it.each(['all not seen', 'I looked', 'I looked. I saw none of the others', 'the rest not seen'])(
  '“%s” records that the referrer looked, and keeps the ticks',
  (phrase) => {
    const draft = typed(typed(draftAt('ticks-carer'), '2'), phrase);
    expect(draft.answers.ticks.carer).toMatchObject({ seen: ['G02'], suspected: [], note: '', looked: carer });
    expect(at(draft)).toBe('ticks-movement');
  },
);

it.each(['skip', 'none', 'dunno'])('“%s” goes on to the next list', (phrase) =>
  expect(at(typed(draftAt('ticks-carer'), phrase))).toBe('ticks-movement'),
);

it('“Suspect 2” ticks as suspected only', () =>
  expect(typed(draftAt('ticks-carer'), 'suspect 2').answers.ticks.carer).toMatchObject({
    seen: [],
    suspected: ['G02'],
  }));

it.each(['23', 'suspect', '2 suspect 29', '0', '2 99', 'the second', '2.5', '-1'])(
  '“%s” is unclear for a list of fewer statements',
  (phrase) => expect(isUnclear(draftAt('ticks-carer'), phrase)).toBe(true),
);

it('“Continue” leaves the ticks of a list unchanged', () => {
  const ticked = pressed(draftAt('ticks-carer'), {
    ticks: { seen: ['G01'], suspected: ['G02'], note: 'A note.', looked: true },
  });
  const back = movedTo(ticked, 'ticks-carer');
  expect(typed(back, 'continue').answers).toEqual(ticked.answers);
});

it.each(['no hes not in danger hes with me', 'no shes gone home', 'yes he is eating crisps'])(
  '“%s” says nothing of consent',
  (words) => expect(isUnclear(draftAt('consent-asked'), words)).toBe(true),
);

it.each(['she is not safe', 'shes safe but hes outside now', 'is she safe?'])('“%s” says no “no” to danger', (words) =>
  expect(typedAnswer(draftAt('danger'), words, answerContext).kind).not.toBe('doubted'),
);

it.each([
  'yes',
  'yes please',
  'ok yes',
  'send',
  'Yes.',
  'send it pls',
  'can you send it for me',
  'yes send it to the mash',
])('“%s” at the check of the answers sends', (words) =>
  expect(typedAnswer(draftAt('check-answers'), words, answerContext)).toEqual({ kind: 'submit' }),
);

it('Where danger is in doubt, “yes” may mean that, and sends nothing', () => {
  const draft = draftAt('check-answers');
  const inDoubt = { ...draft, progress: { ...draft.progress, doubt: answerContext.now } };
  expect(typedAnswer(inDoubt, 'yes', answerContext).kind).not.toBe('submit');
});

it.each([
  'yes but not yet',
  'yes he is here',
  'yes?',
  'ok',
  'dont send it',
  'send someone',
  'send help',
  'yes to the phone one',
  'did it send',
])('“%s” there sends nothing', (words) =>
  expect(typedAnswer(draftAt('check-answers'), words, answerContext).kind).not.toBe('submit'),
);

it('“nhs” is the agency Health', () => {
  const draft = draftAt('about-you', { danger: 'no' });
  expect(typed(toAsk(draft, { at: 'about-you', cursor: 0 }, pack), 'nhs').answers.values.agency).toBe('health');
});
