/** Of a workspace folder, for all that belongs to the team. */
export const teamFolder = '.paper-boat';
