export { declaredFailpoints, Failpoints, failpoints } from './failpoints.js';
