/** The names that IANA gives to the protocols above IP and that are in use, in lower case. */
const NUMBERS = new Map(Object.entries({
  hopopt: 0, icmp: 1, igmp: 2, ggp: 3, ipv4: 4, st: 5, tcp: 6, cbt: 7, egp: 8, igp: 9, pup: 12, udp: 17, hmp: 20, 'xns-idp': 22,
  rdp: 27, 'iso-tp4': 29, dccp: 33, xtp: 36, ddp: 37, 'idpr-cmtp': 38, ipv6: 41, 'ipv6-route': 43, 'ipv6-frag': 44, idrp: 45,
  rsvp: 46, gre: 47, dsr: 48, esp: 50, ah: 51, narp: 54, mobile: 55, 'ipv6-icmp': 58, 'ipv6-nonxt': 59, 'ipv6-opts': 60,
  vmtp: 81, eigrp: 88, ospfigp: 89, 'ax.25': 93, ipip: 94, etherip: 97, encap: 98, pim: 103, ipcomp: 108, vrrp: 112, pgm: 113,
  l2tp: 115, smp: 121, ptp: 123, fire: 125, sctp: 132, fc: 133, 'mobility header': 135, udplite: 136, 'mpls-in-ip': 137,
  manet: 138, shim6: 140, wesp: 141, rohc: 142, ethernet: 143, aggfrag: 144, nsh: 145,
}));

/** Spellings in common use beside IANA's. */
const ALIASES = new Map([['icmpv6', 'ipv6-icmp'], ['ospf', 'ospfigp'], ['udp-lite', 'udplite']]);

/**
 * The number of a protocol above IP: by its IANA name in any case, or as a number from 0 to 255.
 * @returns undefined if the text is neither
 */
export function protocolNumber(text: string): number | undefined {
  const name = text.trim().toLowerCase();
  if (/^\d{1,3}$/.test(name)) return Number(name) <= 255 ? Number(name) : undefined;
  return NUMBERS.get(ALIASES.get(name) ?? name);
}
