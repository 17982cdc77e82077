/** One bundle for both: the parsers of documents are most of it. */
export { startHelp } from './help/startHelp.ts';
export { DocumentImages } from './missing/documentImages.ts';
