// The settings of the renderer, close enough to Teams' themes to show faults of layout and colour. The emulator ships the same sizes.

type Colours = Record<'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention', string>;

/** @param text colours of the words @param behind colours behind them */
function themed(text: Colours & { subtle: string }, behind: Colours, line: string) {
  const { subtle, default: plain, accent, good, warning, attention } = text;
  const one = (colour: string) => ({ default: colour, subtle: colour });
  const foregroundColors = {
    default: { default: plain, subtle },
    dark: { default: plain, subtle },
    light: one(behind.default),
    accent: one(accent),
    good: one(good),
    warning: one(warning),
    attention: one(attention),
  };
  const containerStyles = Object.fromEntries(
    Object.entries(behind).map(([style, backgroundColor]) => [style, { backgroundColor, foregroundColors }]),
  );
  return { ...settings, containerStyles, separator: { lineThickness: 1, lineColor: line } };
}

const font = {
  fontFamily: "'Segoe UI', Arial, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
};

const settings = {
  supportsInteractivity: true,
  fontTypes: { default: font, monospace: font },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  textStyles: { heading: { fontType: 'default', size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'default', color: 'default' },
      optionalInputs: { weight: 'default', color: 'default' },
    },
  },
  actions: {
    maxActions: 6,
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowButtonsToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
};

export const themes = {
  light: themed(
    {
      default: '#242424',
      subtle: '#616161',
      emphasis: '#242424',
      accent: '#5b5fc7',
      good: '#237b4b',
      warning: '#835c00',
      attention: '#c4314b',
    },
    {
      default: '#ffffff',
      emphasis: '#f5f5f5',
      accent: '#e8ebfa',
      good: '#e7f2da',
      warning: '#fbf6d9',
      attention: '#fcf4f6',
    },
    '#e0e0e0',
  ),
  dark: themed(
    {
      default: '#ffffff',
      subtle: '#adadad',
      emphasis: '#ffffff',
      accent: '#a6a7dc',
      good: '#92c353',
      warning: '#f8d22a',
      attention: '#f9526b',
    },
    {
      default: '#292929',
      emphasis: '#333333',
      accent: '#2f2f4a',
      good: '#1e2e12',
      warning: '#3a3210',
      attention: '#3e1f25',
    },
    '#4d4d4d',
  ),
  contrast: themed(
    {
      default: '#ffffff',
      subtle: '#ffffff',
      emphasis: '#ffffff',
      accent: '#ffff01',
      good: '#3ff23f',
      warning: '#ffff01',
      attention: '#ff8080',
    },
    {
      default: '#000000',
      emphasis: '#000000',
      accent: '#000000',
      good: '#000000',
      warning: '#000000',
      attention: '#000000',
    },
    '#ffffff',
  ),
};
