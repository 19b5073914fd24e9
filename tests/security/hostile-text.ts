import { beforeAll, expect, it } from '@jest/globals';
import { savesAs } from '../conversations/saving.ts';
import { caseCard } from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import { assessments, general, profiles, referrals } from '../fakes/people.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { type Activity, cardOf, isJson, type Json } from '../fakes/wire.ts';
import { caseFile, type Played } from './every-journey.ts';
import { type Found, stringsIn } from './strings.ts';

/**
 * Boxes whose text is in no case file of `played.walked`: from other cases and drafts, from the set-up, shown to the
 * Assessment team alone, or the referrer's organisation, which is left out because a child in care may live there.
 */
const outsideTheCase =
  /^(idle|gone|practice|other-(name|phone|consent)|call|officer$|coordinator$|board$|police-note$|organisation$)/;

/** Every journey, played with hostile text in every box. */
interface Recorded {
  world: World;
  played: Played;
  texts: ReadonlyMap<string, string>; // what was typed, by box
  mark: RegExp; // the beginning of each
  stored: () => Promise<unknown[]>; // every document, opened
  cards: () => Json[]; // every version of every card, and every card that answered a press
}

/** Checks that hostile text stays text wherever it goes. @param recorded is called once the journeys are played */
export function hostileTextStaysText(recorded: () => Recorded): void {
  let world: World;
  let played: Played;
  let texts: Recorded['texts'];
  let mark: RegExp;
  let cards: Recorded['cards'];
  beforeAll(() => {
    ({ world, played, texts, mark, cards } = recorded());
  });

  const delivered = (): Activity[] =>
    [...Object.values(profiles).map((who) => world.teams.chatWith(who)), referrals.id, general.id, assessments.id]
      .flatMap((id) => world.teams.messages(id))
      .flatMap(({ versions }) => versions.map(({ activity }) => activity));
  const isRun = ({ holder, key }: Found): boolean => holder.type === 'TextRun' && key === 'text';
  const isTyped = (text: string): boolean => mark.test(text) || /evil\.example|<at>|\{\{/.test(text);

  it('Hostile text is stored exactly as it was typed, to the last byte', async () => {
    const stored = new Set([...stringsIn(await recorded().stored())].map(({ text }) => text));
    const lost = [...texts].filter(([box, text]) => box !== 'gone-child' && !stored.has(text)).map(([box]) => box);
    expect(lost).toEqual([]);
    expect(texts.size).toBeGreaterThan(90);
  });

  it('Hostile text is unchanged in the case files: byte for byte in JSON, and in the plain text', async () => {
    const expected = [...texts].filter(([box]) => !outsideTheCase.test(box));
    expect(expected.length).toBeGreaterThan(70);
    const inJson = async (link: string): Promise<string[]> => {
      const file: unknown = await (await saved(link, 'json')).json();
      const textsInFile = [...stringsIn(file)].map(({ text }) => text);
      return expected.filter(([, text]) => textsInFile.some((each) => each.includes(text))).map(([box]) => box);
    };
    const first = await inJson(played.caseFile);
    const boxesFound = new Set(first);
    for (const reference of played.walked.slice(1))
      for (const box of await inJson(await caseFile(world.mo, reference))) boxesFound.add(box);
    expect(expected.map(([box]) => box).filter((box) => !boxesFound.has(box))).toEqual([]);
    const plain = await (await saved(await caseFile(world.mo, played.reference), 'text')).text();
    expect(first.length).toBeGreaterThan(50);
    expect(first.filter((box) => !plain.includes(asLines(box)))).toEqual([]);
  });

  it('Hostile text is unchanged in the author’s own copy', async () => {
    const copy = await (await saved(played.ownCopy, 'text')).text();
    for (const box of ['child-name', 'worry', 'relationship', 'information', 'question', 'answer', 'correction-tell'])
      expect(copy).toContain(asLines(box));
  });

  it('The MASH reads hostile text as it was typed, without characters that would change the direction of the text around it', async () => {
    const squeezed = (text: string) => text.replace(/\s|\p{Bidi_Control}/gu, '');
    const expected = [...texts].filter(([box]) => !outsideTheCase.test(box) || box.startsWith('call'));
    const notRead = (): string[] => {
      const textRead = squeezed(
        [...stringsIn(delivered().map(cardOf))]
          .filter(isRun)
          .map(({ text }) => text)
          .join(''),
      );
      return expected.filter(([, text]) => !textRead.includes(squeezed(text))).map(([box]) => box);
    };
    // A thread takes 55 messages in 30 seconds; the rest come later.
    await world.until(() => notRead().length === 0, 60_000).catch(() => undefined);
    expect(notRead()).toEqual([]);
  });

  it('Hostile text appears only in plain runs and boxes: it makes no link, picture, mention, Markdown or expression in any card', () => {
    const strings = [...stringsIn(cards())];
    const places = new Set(
      strings.filter(({ text }) => isTyped(text)).map(({ holder, key }) => `${holder.type}.${key}`),
    );
    expect([...places].sort()).toEqual(['Input.Text.value', 'TextRun.text']);
    const runs = strings.filter(isRun);
    expect(runs.length).toBeGreaterThan(2000);
    expect(runs.filter(({ text }) => /\{\{\s*(DATE|TIME)/i.test(text))).toEqual([]);
    expect(runs.filter(({ text }) => /\p{Bidi_Control}/u.test(text))).toEqual([]);
    expect(runs.filter(({ holder }) => 'selectAction' in holder)).toEqual([]);
  });

  it('No activity holds hostile text outside its card, and none mentions anybody', () => {
    const withoutCards = delivered().map(({ attachments: _, ...outsideTheCard }) => outsideTheCard);
    expect([...stringsIn(withoutCards)].filter(({ text }) => isTyped(text))).toEqual([]);
    expect(JSON.stringify(withoutCards.map(({ entities }) => entities ?? []))).not.toContain('mention');
  });

  it('Hostile text typed as a message stays text', async () => {
    const { jane, mo } = world;
    // The tests above took so long that the server may have closed the idle connection.
    await world.until(() => fetch(`${world.base}/healthz`).then(({ ok }) => ok));
    const words = 'Typed: [a](https://evil.example) <at>Mo Hussain</at> ${7*7} {{DATE(2020-01-01T00:00:00Z)}} \u202ex';
    await jane.says(`add ${played.reference}: ${words}`);
    const whole = words.replace('\u202e', ''); // the thread shows the whole text, the card may show less
    await world.until(() => runsIn(world.teams.delivered(referrals.id)).some((line) => line.includes(whole)));
    expect(caseCard(mo, played.reference).sees().links).not.toHaveProperty('a');
  });

  it('Hostile field names mean nothing to the program and give nobody a right', async () => {
    const { sid } = world;
    const client = teamsClient(sid.profile, world.teams);
    const deep: unknown = JSON.parse(`${'{"a":['.repeat(2000)}${']}'.repeat(2000)}`);
    const names =
      '{"__proto__":{"roles":["mash-manager"],"verb":"decide"},"constructor__0":"x","prototype__0":"x","__proto____0":"x"}';
    const decision = { decision__0: 'other', action__0: 'Forged.', reasons__0: 'Forged.' };
    for (const conversationId of [sid.chatId, referrals.id])
      for (const more of [{ deep }, JSON.parse(names), { inputs: { constructor: deep } }]) {
        const data = { case: played.second, ...decision, ...more };
        const activity = client.execute(conversationId, '1', 'confirm-decision', data);
        const body = JSON.stringify(activity).replace('"case"', '"__proto__":{"polluted":"yes"},"case"');
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${world.base}/api/messages`, { method: 'POST', headers, body });
        expect([200, 400]).toContain(answer.status);
        expect(await answer.text()).not.toContain('DECIDED');
      }
    expect(caseCard(world.mo, played.second).sees().text).not.toContain('Forged.');
    expect((await fetch(`${world.base}/readyz`)).status).toBe(200);
  });

  /** A typed text as it stands in a plain text file. */
  const asLines = (box: string) => (texts.get(box) ?? 'NOTHING').replace(/\r\n?/g, '\n').replace(/\n(?=.)/g, '\n  ');

  async function saved(link: string, as: string): Promise<Response> {
    const response = await savesAs(link, as);
    expect(response.status).toBe(200);
    return response;
  }
}

/** The lines of cards, each with its runs joined. */
const runsIn = (activities: readonly Activity[]): string[] =>
  activities
    .flatMap((each) => richText(cardOf(each)))
    .map(({ inlines }) => [...stringsIn(inlines)].flatMap(({ text, key }) => (key === 'text' ? [text] : [])).join(''));

function richText(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(richText);
  if (!isJson(value)) return [];
  return [...(value.type === 'RichTextBlock' ? [value] : []), ...Object.values(value).flatMap(richText)];
}
