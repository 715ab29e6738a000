export { type QuerySelectors, ResourceQuery, type ResourceView } from './resource-query.js';
