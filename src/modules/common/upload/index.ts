export { uploadedBytes } from './uploaded-bytes.js';
