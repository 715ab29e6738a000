import { isObject, type Json } from '../../../../common/document-text/index.js';

/** The value if it is an object, otherwise one without attributes. */
export const json = (value: unknown): Json => (isObject(value) ? value : {});
