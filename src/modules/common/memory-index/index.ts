export { IndexedCollection } from './indexed-collection.js';
