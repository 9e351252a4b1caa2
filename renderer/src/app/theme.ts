/** Looks: one accent, 13–14 px text, borders instead of shadows, readable greys. */
import { type CSSVariablesResolver, createTheme, rem } from '@mantine/core';

const systemFonts =
  "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

// Quotation marks and dashes are of the Chinese font unless the window is in English: base.css.
const fonts = `'Inter Variable', var(--font-punctuation, 'Inter Variable'), ${systemFonts}`;

export const theme = createTheme({
  primaryColor: 'teal',
  // White text on it reads at 5:1 in both schemes.
  primaryShade: { light: 9, dark: 9 },
  fontFamily: fonts,
  headings: { fontFamily: fonts, fontWeight: '650' },
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  defaultRadius: 'md',
  radius: { xs: rem(3), sm: rem(4), md: rem(6), lg: rem(10), xl: rem(16) },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Paper: { defaultProps: { radius: 'md' } },
    // Mantine writes them two pixels smaller than the field: 10 px below a small one.
    InputWrapper: {
      vars: () => ({ label: {}, description: { '--input-description-size': rem(12) }, error: { '--input-error-size': rem(12) } }),
    },
    Text: { defaultProps: { size: 'sm' } },
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 100 } } },
    Popover: { defaultProps: { transitionProps: { duration: 100 } } },
    Menu: { defaultProps: { transitionProps: { duration: 100 }, shadow: 'none' } },
    // A title may be a file's name: several lines, and none on top of another.
    Modal: {
      defaultProps: { transitionProps: { duration: 120 } },
      styles: { title: { fontWeight: 600, lineHeight: 1.35, overflowWrap: 'anywhere' } },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 100 }, shadow: 'none' }, allowDeselect: false } },
  },
});

/** Colours by meaning, beside Mantine's own. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--paper': 'var(--mantine-color-body)',
    // Mantine lightens its darkest shade under the pointer, and the white on it would fade.
    '--mantine-color-teal-filled-hover': '#067052',
  },
  light: {
    // Mantine paints every surface with "body"; the ground of a page below its papers is ours.
    '--mantine-color-body': '#ffffff',
    '--ground': '#f7f8f9',
    '--mantine-color-dimmed': '#5b636b',
    '--line': '#dee2e6',
    '--line-soft': '#eceff1',
    '--hover': '#f3f5f6',
    '--selected': '#eef8f5',
    '--look': '#fff1e0',
    '--look-text': '#a83f00',
    // Words on light fills and errors below fields: Mantine's own stay under 4.5:1.
    '--mantine-color-teal-light-color': '#066649',
    '--mantine-color-orange-light-color': '#a83f00',
    '--mantine-color-lime-light-color': '#3f6b00',
    '--mantine-color-error': '#c92a2a',
  },
  dark: {
    '--mantine-color-body': '#232527',
    '--ground': '#1c1d1f',
    '--mantine-color-dimmed': '#a3a8ad',
    '--line': '#3a3d40',
    '--line-soft': '#303336',
    '--hover': '#2b2e30',
    '--selected': '#15302a',
    '--look': '#46290f',
    '--look-text': '#ffb876',
    '--mantine-color-error': '#ff8787',
  },
});

/**
 * Fills of chart series in order, apart for colour-blind eyes (Okabe–Ito hues tuned per scheme for 3:1 against the paper).
 * Further series share the last, "other".
 */
export const chartColors = {
  light: ['#087f5b', '#3b6fd4', '#d9730d', '#a34f9e', '#0c8fa8', '#8a6d00', '#6b7280'],
  dark: ['#27a07c', '#7ea6ff', '#f59f4a', '#d58bd0', '#4fc3d9', '#d6b93a', '#9aa1a9'],
} as const;
