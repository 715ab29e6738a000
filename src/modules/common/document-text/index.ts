export { isObject, type Json } from './json-object.js';
export { readDocument, UnreadableText } from './read-document.js';
