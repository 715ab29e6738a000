export { type QuerySelectors, ResourceQuery } from './resource-query.js';
