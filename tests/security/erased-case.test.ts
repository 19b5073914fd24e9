import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { CaseFile } from '../../src/files/case-file.ts';
import { aWorld } from '../conversations/a-world.ts';
import { linkIn, savesAs } from '../conversations/saving.ts';
import {
  allOf,
  arrives,
  assessmentCard,
  beginsCheck,
  cardInChannel,
  caseCard,
  decides,
  inChat,
  receipt,
  refers,
  textsOf,
} from '../conversations/walks.ts';
import { assessments } from '../fakes/people.ts';
import { run } from '../tools/tool.ts';

const child = { 'Child’s name': 'Girl Opal', 'What worries you': 'Burn Amber.' };
const decision = { Decision: 'Concerns about trafficking', 'What action': 'Garnet visit.', Reasons: 'Jasper.' };
const fact = /Opal|Amber|Garnet|Jasper|Beryl/;
const pack = {
  ...{ extends: 'hertfordshire-2016', id: 'short', version: '1', clocks: { idleDraft: { remind: ['PT1S'] } } },
  retention: { source: 'set by the test', drafts: 'PT1S', decided: 'PT1S', accessLog: 'PT1H' },
};

// A case erased while the program runs

const world = aWorld({ pack, env: { ASSESSMENT_CHANNEL_ID: assessments.id } });
const { jane, mo, pat, sue } = world;
let reference: string;
let open: string;
let draft: string;
const tool = (name: 'retention' | 'audit-verify', ...args: string[]) =>
  run(name, args, {
    SQLITE_PATH: world.sqlitePath,
    PROTOCOL_PACK: join(dirname(world.sqlitePath), 'pack.json'),
  });

beforeAll(async () => {
  reference = await arrives(world, jane, { child });
  await caseCard(pat, reference).presses('Take this referral');
  await jane.says(`add ${reference}: Beryl was there.`);
  await world.until(() => caseCard(mo, reference).has('Beryl'));
  await caseCard(mo, reference).presses('I have read it');
  await decides(mo, reference, decision);
  await world.until(() => caseCard(mo, reference).has('Sent to them'));
  await world.until(() => assessmentCard(sue, reference).has('Garnet'));
  await assessmentCard(sue, reference).presses('Take this case on'); // until then it is not finished, and kept
  open = await refers(jane, { child });
  const card = await beginsCheck(jane);
  await card.presses('No', 'Go through more signs', child);
  await world.until(() => inChat(jane, 'not sent').sees());
  await world.until(async () => (await tool('retention', '--dry-run')).out.match(/Nobody went on/));
  const { code, out } = await tool('retention');
  expect([code, out]).toEqual([0, expect.stringContaining(`${reference}  ERASED: It was decided`)]);
  expect(out).toContain('2 cases and 0 entries of the access log were erased.');
  draft = /^(HT-\S+) {2}ERASED: Nobody went on/m.exec(out)?.[1] ?? '';
});

const gone = 'Every name, answer and text is gone. What happened and when is kept.';

it('The MASH sees an erased case as erased on its card and in a line of its thread', async () => {
  await world.until(() => cardInChannel(mo, reference)?.text.includes('ERASED'));
  const card = caseCard(mo, reference).sees();
  expect(card.text).toContain(gone);
  expect(card.text).toContain('Concerns about trafficking: pass to the Assessment team');
  expect(card.text).not.toMatch(fact);
  expect(card.text).not.toMatch(/Okafor|Hussain|Not known/);
  expect(card.buttons).toEqual(['Case as a file']);
  await world.until(() => allOf(mo.thread(reference)).includes('ERASED under retention'));
});

it('No message of the bot, in a thread or the author’s chat, still shows a fact of an erased case', async () => {
  const team = () => sue.on(({ headings }) => headings.includes(reference)).sees().conversationId;
  const all = () => [...mo.thread(reference), ...world.teams.delivered(team())];
  await world.until(() => !fact.test(allOf(all())));
  const summaries = all().map(({ summary }) => summary);
  expect(summaries.filter((summary) => summary === `${reference}: erased`).length).toBeGreaterThan(3);
  expect(summaries).toContain(`${reference}: ERASED under retention`);
  expect(team()).toContain(assessments.id);
  await world.until(() => !/Garnet|Jasper/.test(allOf(jane.chat())));
});

it('The Assessment team’s card and the author’s receipt show an erased case without facts', async () => {
  const card = () =>
    sue.on(({ conversationId, headings }) => conversationId.startsWith(assessments.id) && headings.includes(reference));
  await world.until(() => card().has(gone));
  expect(card().sees().text).not.toMatch(fact);
  await world.until(() => receipt(jane, reference).has('under the retention rules'));
  const { text, buttons } = receipt(jane, reference).sees();
  expect(text).not.toMatch(fact);
  expect(buttons).not.toContain('Add information');
});

it('The author’s list shows the erased case and the erased draft with the day of erasing', async () => {
  await jane.says('my referrals');
  const { text, buttons } = jane.sees();
  expect(text).toMatch(
    new RegExp(`${reference}\\nSent .* · decided .*\\. Erased on \\d+ \\w+ 20\\d\\d under the retention rules`),
  );
  expect(text).toMatch(/Never sent\nBegun .*\. Erased on \d+ \w+ 20\d\d under the retention rules/);
  expect(text).toMatch(new RegExp(`${open}\\nSent .* · not seen yet\\.`));
  expect(buttons.filter((title) => title === 'Open')).toHaveLength(2);
  expect(buttons).not.toContain('Go on');
  await jane.presses(`Open: ${reference}`);
  expect(jane.sees().text).toContain('under the retention rules');
});

it('An erased draft leaves no answer in the chat, and takes no typed answer', async () => {
  const all = await world.until(() => allOf(jane.chat()).includes('This draft is deleted') && jane.chat());
  for (const message of all) if (allOf([message]).includes(draft)) expect(allOf([message])).not.toMatch(fact);
  expect(allOf(all)).not.toMatch(/Opal|Amber/);
  expect(allOf(all)).not.toContain(`Sent as ${draft}`); // the draft was never sent
  expect(allOf(await jane.says('Beryl was there again.'))).toContain(open); // it goes to the referral that is left
  await jane.says(draft);
  expect(jane.sees().text).toContain('This draft is erased');
  expect(jane.sees().text).toContain('Nothing of it was sent to the MASH, and nothing of it is kept.');
});

it('An erased case takes nothing new from its author, the MASH or an old card', async () => {
  for (const words of [
    `add ${reference}: Beryl.`,
    `missing ${reference}: told police`,
    `i disagree ${reference}: Beryl.`,
  ])
    expect(allOf(await jane.says(words))).toContain('under the retention rules');
  const card = caseCard(mo, reference).sees();
  const withQuestion = JSON.stringify(card).replaceAll('"data":{', '"data":{"question__0":"Where is Beryl?",');
  const forged = JSON.parse(withQuestion.replaceAll('"case-file"', '"send-question"'));
  expect(JSON.stringify(await pat.on(forged).presses('Case as a file', {}))).toContain('ERASED');
  expect(await arrives(world, jane, { child: { 'Child’s name': 'Another' } })).not.toBe(reference);
  expect((await tool('audit-verify')).code).toBe(0);
  expect((await tool('retention', '--dry-run')).out).not.toContain(reference);
});

it('An erased case is still found, counted and exported with its history and chain head, without a fact', async () => {
  await mo.mentions(`find ${reference}`);
  expect(mo.sees().text).toContain('ERASED');
  const card = caseCard(mo, reference);
  await card.presses('Case as a file');
  const saved = await savesAs(linkIn(card.sees().json), 'json');
  const file = CaseFile.parse(await saved.json());
  expect(JSON.stringify(file)).not.toMatch(fact);
  expect(file.leftOut.join()).toContain('under retention: every name, answer and text.');
  expect(file.written).toEqual([]);
  expect(file.history.at(-1)?.type).toBe('FactsErased');
  const types = ['ReferralSubmitted', 'ReferralTaken', 'InformationAdded', 'DecisionRecorded', 'FactsErased'];
  expect(file.history.map(({ type }) => type)).toEqual(expect.arrayContaining(types));
  const head = `${reference}=${file.chain?.head}`;
  expect((await tool('audit-verify', '--head', head)).code).toBe(0);
  const report = await world.ash.says('report');
  expect(allOf(report)).not.toContain('could not be read');
});

it('Erasing one case leaves the others unchanged', async () => {
  expect(caseCard(mo, open).sees().text).toContain('Opal');
  expect(textsOf(jane.chat())).not.toContain('Not saved');
  expect(world.log.join('\n')).not.toMatch(/case\.failed|turn\.failed|"level":50/);
});
