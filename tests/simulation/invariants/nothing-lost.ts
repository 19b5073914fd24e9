import { isReceipt } from '../actors/referring.ts';
import { caseOf, casesOf, type Invariant, personTexts, reference, wholeText, wordsOn } from './scene.ts';

/** Once the bot says that something is saved, it stays saved, whatever happens to the program, the store or Teams. */
export const nothingLost: Invariant = {
  name: 'nothing acknowledged is lost',
  source: 'SR4, SR16, SR17; Protocol 8.2',
  watch(scene, { checked, broken }) {
    const { tracerWords, world } = scene;
    const acknowledged: { id: string; words: string[]; who: string }[] = [];
    const shownBefore = new Map<string, string[]>(); // the words that each referrer read on the card before sending

    const isErased = (id: string) =>
      caseOf(scene, id)?.events.some(({ type }) => type === 'DraftWithdrawn' || type === 'FactsErased') === true;

    function lookAtAll(): void {
      for (const { id, words, who } of acknowledged) {
        const record = caseOf(scene, id);
        checked();
        if (!record || record.status === 'draft') {
          broken(`${who} was shown the receipt of ${id}, but the store holds it as ${record?.status ?? 'nothing'}`);
          continue;
        }
        const text = wholeText(scene, record);
        const lost = words.filter((word) => !text.includes(word));
        if (lost.length > 0 && !isErased(id)) broken(`${id} has lost words that ${who} sent: ${lost}`);
      }
    }

    return {
      turned({ by, answer }) {
        if (answer.kind !== 'card') return;
        const text = wordsOn(answer.card);
        const words = tracerWords.in(text);
        const { name } = by.profile;
        if (words.length > 0) {
          const stored = [
            ...casesOf(scene).map((record) => wholeText(scene, record)),
            ...personTexts(scene), // words whose child is not yet said
          ];
          for (const word of words) {
            checked();
            if (!stored.some((each) => each.includes(word)))
              broken(`${name} is shown their words “${word}”, but the store does not hold them`);
          }
          if (text.includes('Check before you send')) shownBefore.set(by.who, words);
        }
        if (!isReceipt(answer)) return;
        const [id = ''] = text.match(reference) ?? [];
        if (acknowledged.some((each) => each.id === id)) return;
        acknowledged.push({ id, words: shownBefore.get(by.who) ?? [], who: name });
        shownBefore.delete(by.who);
      },
      wrote(after, before) {
        if (!before) return;
        checked();
        const last = before.chain?.at(-1)?.hash;
        const is = after.chain?.[(before.chain?.length ?? 0) - 1]?.hash;
        if (after.events.length < before.events.length || last !== is)
          broken(`the history of ${after.id} was overwritten; it had ${before.events.length} events`);
      },
      killed: lookAtAll,
      ends() {
        lookAtAll();
        world.count('referrals acknowledged', acknowledged.length);
      },
    };
  },
};
