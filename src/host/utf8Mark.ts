/** Begins a text in UTF-8, so that VS Code reads it as that, whatever encoding the person has chosen. */
export const utf8Mark = '\ufeff';
