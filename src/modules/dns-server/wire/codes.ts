/** Numbers of the DNS protocol (IANA: Domain Name System Parameters), as far as we decide by them. */

export const HEADER_LENGTH = 12;

/** Longest message over UDP to a client that does not say what it takes (RFC 1035, 2.3.4). */
export const PLAIN_UDP_LENGTH = 512;
/** Longest message over UDP that we send and ask for: what passes every usual path in one piece. */
export const OUR_UDP_LENGTH = 1232;
export const TCP_LENGTH = 65_535;

export const CLASS_IN = 1;

export const Type = { A: 1, CNAME: 5, SOA: 6, AAAA: 28, OPT: 41, TKEY: 249, TSIG: 250, IXFR: 251, AXFR: 252, ANY: 255 } as const;

export const Rcode = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, BADVERS: 16 } as const;

/** Bits of the second header field (RFC 1035, 4.1.1; RFC 4035, 3). */
export const Flag = { QR: 0x8000, OPCODE: 0x7800, AA: 0x0400, TC: 0x0200, RD: 0x0100, RA: 0x0080, AD: 0x0020, CD: 0x0010, RCODE: 0x000f } as const;
