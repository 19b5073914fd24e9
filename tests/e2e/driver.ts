import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Locator, type Page } from 'playwright-core';

export type Answer = string | string[] | boolean;

/**
 * One window of the Playground, the Teams emulator. Everything works on the newest card of the open conversation.
 * Open every window before the story begins. A window loses what arrives while it is closed.
 */
export interface PlaygroundWindow {
  /**
   * Types into the compose box. In a channel that is a new post; `mention` starts it with @name, or the bot does not
   * hear it.
   */
  say(text: string, options?: { mention?: string }): Promise<void>;
  /**
   * Fills in the input whose label begins with this text: text, the titles of one or several choices or how they begin, or
   * true and false for a toggle.
   */
  fill(label: string, answer: Answer, options?: { on?: string }): Promise<void>;
  /** Presses a button of the card by its title or tooltip, even one under “…”, and waits until the bot has answered. */
  press(title: string, options?: { on?: string }): Promise<void>;
  /** Opens a part of a card; the bot hears nothing of it. */
  unfold(title: string, on: string): Promise<void>;
  /** The headings and the titles of the buttons of the newest card. */
  headings(): Promise<string[]>;
  buttons(): Promise<string[]>;
  /** The words of the newest card, or of the newest that contains the text. */
  lastCard(containing?: string): Promise<string>;
  /** Waits until the open conversation shows this text, within one line of a card or in a message. */
  until(text: string, withinMs?: number): Promise<void>;
  /** Whether the open conversation shows this text now. */
  shows(text: string): Promise<boolean>;
  /** Opens "Personal Chat", or a channel by its name. */
  gotoChannel(name: string): Promise<void>;
  /** A picture of the page, or of one card alone: the newest that contains the text. */
  screenshot(path: string, options?: { of?: string }): Promise<void>;
  readonly page: Page;
}

export interface Browser {
  open(url: string): Promise<PlaygroundWindow>;
  close(): Promise<void>;
}

export const LAUNCH_FLAGS = [
  '--no-sandbox', // as root, as in CI, Chromium refuses to start without it
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const COMPOSE = '[role=textbox][data-lexical-editor=true]'; // the log panel is an editor too, but not a textbox
const CARD = '.ac-preview-panel .ac-adaptiveCard'; // the log panel shows cards as well
const OUTSIDE_LOG_AND_LIST = ':not([contenteditable] *):not([role=tree] *)'; // both repeat what the messages say
const PATIENCE_MS = 60_000; // on a busy machine

/** @returns the path of a Chromium, or undefined where the machine has none */
export function findChromium(): string | undefined {
  const { CHROMIUM } = process.env;
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return (CHROMIUM === undefined ? places : [CHROMIUM, ...places]).find((path) => existsSync(path));
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: LAUNCH_FLAGS });
  return {
    async open(url) {
      const context = await browser.newContext({ viewport: { width: 1500, height: 1000 }, locale: 'en-GB' });
      context.setDefaultTimeout(PATIENCE_MS);
      await context.route(/cdn\.office\.net/, (route) => route.abort()); // fonts: waiting for them offline takes long
      const page = await context.newPage();
      await page.goto(url);
      await untilConnected(page);
      // the page itself does not fit a telephone: only the cards are as narrow as there
      const { WIDTH } = process.env;
      if (WIDTH) await page.addStyleTag({ content: `.ac-preview-panel { width: ${WIDTH}px }` });
      return windowOn(page);
    },
    close: () => browser.close(),
  };
}

function windowOn(page: Page): PlaygroundWindow {
  let newestIsFirst = false; // a chat shows the newest last, a channel the newest post first

  function cardWith(containing?: string): Locator {
    const cards = containing === undefined ? page.locator(CARD) : page.locator(CARD).filter({ hasText: containing });
    return newestIsFirst ? cards.first() : cards.last();
  }

  const inConversation = (text: string) => page.getByText(text).and(page.locator(OUTSIDE_LOG_AND_LIST));

  return {
    page,
    async say(text, { mention } = {}) {
      await page.locator(COMPOSE).first().click();
      if (mention !== undefined) {
        await page.keyboard.type('@');
        // typing the name closes the list
        await page.getByRole('menuitem').filter({ hasText: mention }).first().click();
        await page.keyboard.type(' ');
      }
      await page.keyboard.insertText(text);
      await page.keyboard.press('Enter');
    },
    fill: (label, answer, { on } = {}) => fillIn(page, inputOf(cardWith(on), label), answer),
    async press(title, { on } = {}) {
      const button = await buttonOf(page, cardWith(on), title);
      const answered = page.waitForResponse(/\/_conversation\/v1\/(invoke|submit)$/);
      answered.catch(() => {}); // when the click itself fails, that error is the one to show
      await button.click();
      await answered;
      await pause(100); // React paints the answer
    },
    async unfold(title, on) {
      await (await buttonOf(page, cardWith(on), title)).click();
      await pause(100);
    },
    headings: () => cardWith().getByRole('heading').allInnerTexts(),
    buttons: () => cardWith().getByRole('button').allInnerTexts(),
    async lastCard(containing) {
      const card = cardWith(containing);
      await card.waitFor();
      return (await card.allInnerTexts()).join('\n');
    },
    async until(text, withinMs = PATIENCE_MS) {
      await inConversation(text).first().waitFor({ timeout: withinMs });
    },
    shows: async (text) => (await inConversation(text).count()) > 0,
    async gotoChannel(name) {
      const rows = page.getByRole('treeitem');
      const chat = rows.and(page.locator(`[aria-label="${name}"]`));
      const channel = rows.and(page.locator(`[aria-label$=" - ${name}"]`));
      newestIsFirst = (await chat.count()) === 0;
      await (newestIsFirst ? channel : chat).first().click();
      await page.locator(COMPOSE).first().waitFor();
      await pause(50);
    },
    async screenshot(path, { of } = {}) {
      await (of === undefined ? page : cardWith(of)).screenshot({ path });
    },
  };
}

/** Waits until the page has told the bot that it is there, so that the bot’s welcome comes before anything else. */
async function untilConnected(page: Page): Promise<void> {
  await page.locator(COMPOSE).first().waitFor();
  await page
    .getByText(/conversationUpdate \d{3}/)
    .first()
    .waitFor();
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Matches a label by its beginning: limits and “(required)” come after it. */
const beginning = (text: string): RegExp => new RegExp(`^\\s*${escaped(text)}`);

/** Matches this text and nothing more. */
const exactly = (text: string): RegExp => new RegExp(`^\\s*${escaped(text)}\\s*\\*?\\s*$`);

function inputOf(card: Locator, label: string): Locator {
  const labels = card.locator('label.ac-richTextBlock').filter({ hasText: beginning(label) });
  return labels.first().locator('xpath=..').locator('.ac-input-container').first();
}

/** Up to six actions are buttons; the seventh and later are menu items under "…". A link is Action.OpenUrl. */
async function buttonOf(page: Page, card: Locator, title: string): Promise<Locator> {
  await card.waitFor();
  const button = card
    .getByRole('button', { name: title, exact: true })
    .or(card.getByRole('link', { name: title, exact: true }))
    .or(card.getByTitle(title, { exact: true }))
    .last();
  const more = card.locator('button.fui-MenuButton').last();
  if ((await button.count()) > 0 || (await more.count()) === 0) return button;
  await more.click();
  return page.getByRole('menuitem', { name: title, exact: true });
}

async function fillIn(page: Page, input: Locator, answer: Answer): Promise<void> {
  await input.waitFor();
  const wanted = typeof answer === 'string' ? [answer] : answer;
  if (typeof wanted === 'boolean') return input.getByRole('checkbox').setChecked(wanted, { force: true });
  if ((await input.locator('input[type=radio], input[type=checkbox]').count()) > 0) {
    for (const title of wanted) {
      const whole = input.locator('label').filter({ hasText: exactly(title) });
      const begun = input.locator('label').filter({ hasText: beginning(title) });
      await ((await whole.count()) > 0 ? whole : begun.first()).click();
    }
    return;
  }
  // checked first, as its calendar has the role of a list, too
  const day = input.locator('input[placeholder^="Select a date"]');
  if ((await day.count()) > 0) {
    await day.fill(wanted.join(''));
    await day.press('Enter');
    return day.press('Escape'); // otherwise its calendar covers the buttons
  }
  if ((await input.getByRole('combobox').count()) > 0) return choose(page, input.getByRole('combobox'), wanted);
  await input.locator('textarea, input').first().fill(wanted.join('\n'));
}

async function choose(page: Page, list: Locator, titles: string[]): Promise<void> {
  await list.click();
  for (const name of titles) {
    const one = page.getByRole('option', { name, exact: true });
    const oneOfSeveral = page.getByRole('menuitemcheckbox', { name, exact: true });
    await one.or(oneOfSeveral).first().click();
  }
  if ((await page.getByRole('menuitemcheckbox').count()) > 0) await page.keyboard.press('Escape');
}
