import { describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { draftOf } from '../../src/case/record.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// One child, one referral

const { types, said, services, machine, refers } = aProgram();
const jane = StaffId.parse(profiles.jane.objectId);

async function hears(words: string): Promise<string> {
  const from = said.length;
  await types('jane', words);
  await machine.pass(3000);
  return said
    .slice(from)
    .map(({ message }) => ('card' in message ? text(message.card) : message.text))
    .join('\n');
}

describe('a story of three girls', () => {
  it('The bot says at once that each child needs a referral, and says it once', async () => {
    contains(await hears('three of our girls came in with new phones'), 'more than one child', 'type “next child”');
    lacks(await hears('and new nails'), 'more than one child');
  });

  it('After sending, it offers the next, with nothing of the first child', async () => {
    for (const words of ['no', '2', 'Jane O', '01632 960 014', 'no', 'Kayleigh Onyx', '13']) await types('jane', words);
    for (const words of ['check answers', 'not asked', '1', 'He may be involved.', 'no']) await types('jane', words);
    contains(await hears('submit'), 'For the next one, type “next child”.');
    contains(await hears('next child'), 'The next child.', 'immediate danger');
    contains(await hears('linked: adult'), 'immediate danger');
    const drafts = (await services.cases.of(jane, 10)).filter((own) => own.status === 'draft');
    expect(drafts).toHaveLength(1);
    expect(JSON.stringify(drafts.map((own) => draftOf(own)?.answers))).not.toMatch(/Onyx|new phones/);
  });
});

it('After sending, “the other two girls” goes to the MASH, and the bot offers a referral for them', async () => {
  await types('jane', 'delete');
  await types('jane', 'delete it');
  const reference = await refers();
  const answer = await hears(`${reference} the other two girls are crying as well`);
  contains(answer, 'Sent to the MASH', 'Another child? Type “next child”');
});
