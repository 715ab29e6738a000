/** Network functions of which a network has one each; messages are addressed to these names. */
export const NSSF = 'NSSF';
export const UDM = 'UDM';
export const NRF = 'NRF';
