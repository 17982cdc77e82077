/** The colour themes a picture is looked at in, by the value of their setting. */
export type Theme =
  'Default Light Modern' | 'Default Dark Modern' | 'Default High Contrast' | 'Default High Contrast Light';

export interface ThemeSigns {
  /** What the list of themes calls it. */
  readonly label: string;
  /** The class the workbench has when it is in force. */
  readonly className: string;
}

export const themes: Readonly<Record<Theme, ThemeSigns>> = {
  'Default Light Modern': { label: 'Light Modern', className: 'vscode-theme-defaults-themes-light_modern-json' },
  'Default Dark Modern': { label: 'Dark Modern', className: 'vscode-theme-defaults-themes-dark_modern-json' },
  'Default High Contrast': { label: 'Dark High Contrast', className: 'vscode-theme-defaults-themes-hc_black-json' },
  'Default High Contrast Light': {
    label: 'Light High Contrast',
    className: 'vscode-theme-defaults-themes-hc_light-json',
  },
};
