import { loadCases } from '../../support/load-cases.js';

await loadCases(import.meta.dirname);
