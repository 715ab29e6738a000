export { addressFamily, type AddressRange, addressRange } from './address-range.js';
export { portRange } from './port-range.js';
export { protocolNumber } from './protocol-number.js';
