import { beforeAll, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { logs } from './phoning.ts';
import { seesLine } from './waiting.ts';
import { caseCard, decides, referenceOn, summariesIn, wordsOf } from './walks.ts';

const callOf = (who: 'jane' | 'tom' | 'sid') => ({
  'If they use Teams': profiles[who].objectId,
  'Child’s name': 'Zircon Topaz',
});

const world = aWorld();
const { jane, tom, mo, pat, sid, until } = world;
let reference: string;
let form: CardActions;
beforeAll(async () => {
  await jane.says('hi'); // so that the bot knows her chat
  reference = referenceOn(await logs(pat, callOf('jane')));
  await until(() => card().sees());
});

const card = () => caseCard(mo, reference);
const newest = (heading: string, person = jane) => person.on((each) => each.headings.includes(heading));

it('A caller who uses Teams is asked in their own chat to put it in writing, without a fact of the child', async () => {
  const notice = newest('You rang the MASH');
  await until(() => notice.has(/Please put it in writing by \d\d:\d\d, /));
  contains(notice.sees().buttons, 'It was not me');
  lacks([...jane.chat().map(wordsOf), ...summariesIn(jane.chat())].join('\n'), /Zircon|Topaz|flat/);
  for (const person of [tom, sid, pat]) expect(person.chat()).toEqual([]);
});

it('The caller’s form has what the MASH heard', async () => {
  await newest('You rang the MASH').presses('Put it in writing');
  form = newest('Put it in writing');
  await until(() => form.sees());
  expect(form.sees().values).toMatchObject({
    'Child’s name, or a description': 'Zircon Topaz',
    'What worries you? (required, up to 3,000 characters)': 'A girl, Zircon, locked in a flat.',
  });
});

it('The caller’s form asks again where the worry is empty, and keeps the rest', async () => {
  await form.presses('Send to the MASH', { 'What worries you?': ' ', 'Age or date of birth': 'about 12' });
  shows(form, 'Write what worries you.');
  contains(Object.values(form.sees().values), 'about 12');
  shows(card(), 'NOT IN WRITING YET');
});

it('The MASH reads what the caller wrote beside its own notes, and that the form came in time', async () => {
  await form.presses('Send to the MASH', {
    'What worries you?': 'Locked in since Friday.',
    'Where is the child now': 'Flat 9',
  });
  doesNotShow(newest('It is in writing'), /Zircon|Friday|Flat/);
  await until(() => card().has(/In writing \d\d:\d\d, \w+ \d+ \w+(?!.*LATE)/));
  shows(
    card(),
    'Child: Zircon Topaz\nAge or date of birth: about 12\nWhere now, and with whom: Flat 9\nWorry: Locked in since Friday.',
    'A girl, Zircon, locked in a flat.',
  );
  await seesLine(mo, reference, 'In writing now');
});

it('The MASH can ask a caller in Teams, who hears the decision like any other referrer', async () => {
  await card().presses('Ask the referrer', 'Send question', { 'Your question': 'Which flat?' });
  await until(() => newest('The MASH has a question').sees());
  await decides(mo, reference);
  await until(() => newest('The MASH has decided').sees());
  lacks(card().sees().buttons, 'I have told them');
  contains((await jane.says('my referrals')).map(wordsOf).join('\n'), reference);
});

it('A person who says “It was not me” sees the case no more, and the MASH is told to ring the caller', async () => {
  await tom.says('hi'); // so that the bot knows his chat
  reference = referenceOn(await logs(mo, callOf('tom')));
  const notice = newest('You rang the MASH', tom);
  await until(() => notice.sees());
  await notice.presses('It was not me');
  shows(newest('Thank you', tom), 'You hear nothing more of it.');
  await seesLine(mo, reference, 'Not the person in Teams who rang');
  lacks((await tom.says('my referrals')).map(wordsOf).join(), reference);
  lacks(card().sees().buttons, 'Ask the referrer');
  await decides(mo, reference);
  await until(() => card().sees().buttons.includes('I have told them'));
  lacks(JSON.stringify(tom.chat()), 'The MASH has decided');
});

it('The MASH can undo its choice of the wrong person in Teams, who then cannot open the form', async () => {
  reference = referenceOn(await logs(pat, callOf('tom')));
  const notice = tom.on((each) => each.headings.includes('You rang the MASH') && each.text.includes(reference));
  await until(() => notice.sees() && card().sees());
  await card().presses('More', 'Wrong person in Teams');
  const before = tom.chat().length;
  await notice.presses('Put it in writing');
  contains(tom.chat().slice(before).map(wordsOf).join(), 'I cannot open that');
  await card().presses('More');
  lacks(card().sees().buttons, 'Wrong person in Teams');
});

it('The MASH is told to ring a caller whom the bot does not reach in Teams, with the number', async () => {
  reference = referenceOn(await logs(mo, callOf('sid')));
  await until(() => summariesIn(mo.thread(reference)).some((each) => each.includes('could NOT be reached')));
  shows(card(), '01632 960 099');
});

it('The call form takes no person in Teams who was not chosen from the list', async () => {
  shows(await logs(mo, { 'If they use Teams': 'Nina' }), 'Choose them from the list, or leave it empty.');
});
