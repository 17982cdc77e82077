/** User settings, as they stand in settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * Nothing opens, asks, saves, updates or reports by itself: tests and pictures show only what they caused.
 * (In a browser VS Code saves every change after a second, unlike on the desktop.)
 */
export const calmSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};
