import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const teal: MantineColorsTuple = [
  '#eaf4f4',
  '#e3f2f2',
  '#c0e0e1',
  '#8ccace',
  '#4fb8bd',
  '#2a9ba2',
  '#15838a',
  '#0b6e75',
  '#095a60',
  '#07464b',
];

const dark: MantineColorsTuple = [
  '#eceff2',
  '#c9d0d7',
  '#a4aeb8',
  '#8b959f',
  '#2c3238',
  '#252b31',
  '#1b1f24',
  '#1b1f24',
  '#16191e',
  '#0f1114',
];

/** Mantine's own contrast looks at the light scheme only, and would put white on the light teal of the dark one. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const isAccent = input.variant === 'filled' && (input.color ?? 'teal') === 'teal';
  return isAccent ? { ...colors, color: 'var(--mantine-primary-color-contrast)' } : colors;
};

/** At once: a dialog or a menu that is still fading out would swallow the next key. */
const INSTANT = { duration: 0 };
const CLOSE_BUTTON = { 'aria-label': 'Close' };

/** One accent, thin lines, small type, no font to download. */
export const theme = createTheme({
  colors: { teal, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  variantColorResolver,
  black: '#14181f',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  headings: {
    fontWeight: '700',
    sizes: {
      h1: { fontSize: '15px', lineHeight: '1.4' },
      h2: { fontSize: '13px', lineHeight: '1.4' },
      h3: { fontSize: '12px', lineHeight: '1.4' },
    },
  },
  defaultRadius: 8,
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '12px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: { defaultProps: { centered: true, transitionProps: INSTANT, closeButtonProps: CLOSE_BUTTON } },
    Popover: { defaultProps: { transitionProps: INSTANT } },
    Checkbox: { defaultProps: { radius: 'xs' } },
    Drawer: { defaultProps: { transitionProps: INSTANT, closeButtonProps: CLOSE_BUTTON } },
    Notification: { defaultProps: { closeButtonProps: CLOSE_BUTTON } },
    // The placeholder is a child that a menu may not have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'sm' } },
  },
});

/** What Mantine has no name for is `--fax-…`: the colours of the columns, of lines and of a row's words. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#14181f',
    '--mantine-color-dimmed': '#5c6672',
    '--mantine-color-placeholder': '#67707b',
    '--mantine-color-default-border': '#d9dde2',
    '--mantine-color-error': '#b42318',
    '--fax-line': '#e3e6ea',
    '--fax-rail': '#f6f7f9',
    '--fax-selected': '#eaf4f4',
    '--fax-accent': '#0b6e75',
    '--fax-accent-surface': '#e3f2f2',
    '--fax-desk': '#d9dde2',
    '--fax-danger': '#b42318',
    '--fax-danger-surface': '#fdecea',
    '--fax-warning': '#8a5a00',
    '--fax-warning-surface': '#fdf2dc',
    '--fax-info': '#1d4f91',
    '--fax-info-surface': '#e6eef9',
  },
  dark: {
    '--mantine-color-body': '#1b1f24',
    '--mantine-color-text': '#eceff2',
    '--mantine-color-dimmed': '#a4aeb8',
    '--mantine-color-placeholder': '#8b959f',
    '--mantine-color-default-border': '#343b42',
    '--mantine-color-error': '#ff9b8f',
    '--fax-line': '#2c3238',
    '--fax-rail': '#14171b',
    '--fax-selected': '#1f2c30',
    '--fax-accent': '#4fb8bd',
    '--fax-accent-surface': '#17353a',
    '--fax-desk': '#0f1114',
    '--fax-danger': '#ff9b8f',
    '--fax-danger-surface': '#3b1f1c',
    '--fax-warning': '#f0c674',
    '--fax-warning-surface': '#3a2e14',
    '--fax-info': '#8fb7ee',
    '--fax-info-surface': '#1c2a3f',
  },
});
