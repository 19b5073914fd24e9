/**
 * The settings of the renderer, close enough to Teams' light theme to show layout faults. The emulator ships the same
 * sizes.
 */

const text = {
  default: { default: '#242424', subtle: '#616161' },
  dark: { default: '#242424', subtle: '#616161' },
  light: { default: '#ffffff', subtle: '#f3f2f1' },
  accent: { default: '#5b5fc7', subtle: '#5b5fc7' },
  good: { default: '#237b4b', subtle: '#237b4b' },
  warning: { default: '#835c00', subtle: '#835c00' },
  attention: { default: '#c4314b', subtle: '#c4314b' },
};
const on = (backgroundColor: string) => ({ backgroundColor, foregroundColors: text });

const font = {
  fontFamily: "'Segoe UI', Arial, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
};

export const teamsLight = {
  supportsInteractivity: true,
  fontTypes: { default: font, monospace: font },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#e0e0e0' },
  containerStyles: {
    default: on('#ffffff'),
    emphasis: on('#f5f5f5'),
    accent: on('#e8ebfa'),
    good: on('#e7f2da'),
    warning: on('#fbf6d9'),
    attention: on('#fcf4f6'),
  },
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
