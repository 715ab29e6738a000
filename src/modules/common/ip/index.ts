export { addressFamily, type AddressRange, addressRange } from './address-range.js';
export { type PortRange, portRange } from './port-range.js';
export { protocolNumber } from './protocol-number.js';
