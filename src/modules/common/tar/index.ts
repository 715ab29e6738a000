export { filePieces } from './file-pieces.js';
export { namelessFile } from './nameless-file.js';
export { plainTar } from './plain-tar.js';
export { TarFault } from './tar-fault.js';
export { TarFile } from './tar-file.js';
export { type TarContent, tarOf } from './tar-writer.js';
