import type { Card } from '../../src/cards/parts.ts';

/** What the code that runs in a page uses of it. */
export interface Element {
  textContent: string;
  className: string;
  style: { width: string };
  scrollWidth: number;
  clientWidth: number;
  parentElement: Element;
  onclick: () => void;
  append(child: Element): void;
  scrollIntoView(): void;
  matches(selector: string): boolean;
  querySelector(selector: string): Element;
  querySelectorAll(selector: string): Iterable<Element>;
  getBoundingClientRect(): { right: number; height: number };
}

interface DrawnCard {
  hostConfig: object;
  onExecuteAction: () => void;
  parse(card: Card): void;
  render(into: Element): void;
}

export interface Page {
  document: Element & { body: Element; getElementById(id: string): Element; createElement(tag: string): Element };
  location: { hash: string; reload(): void };
  addEventListener(name: 'hashchange', listener: () => void): void;
  /** The renderer that Teams uses, too. */
  AdaptiveCards: { AdaptiveCard: new () => DrawnCard; HostConfig: new (host: unknown) => object };
}
