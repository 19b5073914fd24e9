import type { Write } from './every-journey.ts';

/**
 * What an attacker might type into a box. Each piece is harmless as text and does harm where it is taken for more than
 * text.
 */
const pieces = [
  '[Click here](https://evil.example/?a=b)',
  '<at>Mo Hussain</at>',
  '{{DATE(2020-01-01T00:00:00Z, SHORT)}}',
  '${7*7}',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '\u202egnihtyna\u202c \u2067x\u2069',
  'zero\u200bwidth\u200d\ufeff\u00ad',
  '__proto__ constructor toString',
  '{{ time(2020-01-01T00:00:00Z) }} {{{x}}}',
  '${$root.summary} ${if(true, 1, 2)}',
  '{"__proto__":{"roles":["mash-manager"]},"a":[[[[[[[[[[]]]]]]]]]]}',
  'https://evil.example',
  '**bold** _it_ `code` ~~no~~',
  '![x](https://evil.example/x.png)',
  '&lt;b&gt; &#60; &amp;',
  `'; DROP TABLE documents; --`,
  '=cmd|calc!A1 @SUM(A1) +1 -1',
  '\n# One\n\n- two\r\n> three\n| a | b |',
  'back\\slash \\u0041 %0d%0a %s',
  'مساعدة ﷽ Nguyễn 👩‍👧‍👦 e\u0301',
];

/**
 * Fills each box with as many pieces as fit, up to its very last character. The text begins and ends with the mark of
 * the box, and its first piece differs from the box before.
 */
export function hostileText(mark: Write): { write: Write; readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    write(box, limit) {
      const known = texts.get(box);
      if (known !== undefined) return known;
      const from = texts.size % pieces.length;
      let text = mark(box, limit);
      const end = ` ${text}`;
      for (const piece of [...pieces.slice(from), ...pieces.slice(0, from)])
        if ([...text, ...piece, ...end].length < limit) text += ` ${piece}`;
      text += 'é'.repeat(limit - [...text, ...end].length) + end;
      texts.set(box, text);
      return text;
    },
  };
}
