export { readDocument, UnreadableText } from './read-document.js';
