/** A link that must lead nowhere. `how`: the trick, for the table; `url`: with `PORT` where a listener's port goes. */
export type Hostile = { how: string; url: string };

/** Addresses that no clip lies at, by what they are. */
export const forbidden: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.1", "127.0.0.2", "127.1.1.1", "127.255.255.254", "::1"],
  "this network": ["0.0.0.0", "0.1.2.3", "::"],
  private: ["10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.254"],
  "link-local": ["169.254.0.1", "169.254.169.254", "169.254.170.2", "fe80::1", "febf::1"],
  "metadata elsewhere": ["168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"],
  "carrier-grade NAT": ["100.64.0.1", "100.127.255.254"],
  multicast: ["224.0.0.1", "239.255.255.250", "ff02::1"],
  reserved: [
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "240.0.0.1",
    "255.255.255.255",
    "100::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "4000::1",
  ],
  "unique local": ["fc00::1", "fdff::1", "fec0::1"],
  "v4-mapped": [
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
  ],
  "v4-compatible": ["::127.0.0.1", "::7f00:1", "::a9fe:a9fe"],
  "v4-translated": ["::ffff:0:127.0.0.1", "::ffff:0:a9fe:a9fe"],
  NAT64: ["64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "64:ff9b:1:ffff::10.0.0.1"],
  "6to4": ["2002:7f00:1::", "2002:7f00:1::1", "2002:a9fe:a9fe::1", "2002:a00:1::1"],
  Teredo: ["2001::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:0:7f00:1::1"],
};

const inUrl = (address: string): string => (address.includes(":") ? `[${address}]` : address);

const loopbackNotations = [
  ["decimal", "2130706433"],
  ["hexadecimal", "0x7f000001"],
  ["hexadecimal", "0x7F000001"],
  ["hexadecimal parts", "0x7f.0x0.0x0.0x1"],
  ["hexadecimal parts", "0x7f.0.0.1"],
  ["octal", "017700000001"],
  ["octal parts", "0177.0.0.1"],
  ["octal parts", "0177.0000.0000.0001"],
  ["octal parts", "00000177.0.0.1"],
  ["mixed parts", "0x7f.0.0.01"],
  ["mixed parts", "0177.0.0x0.1"],
  ["short", "127.1"],
  ["short", "127.0.1"],
  ["short", "127.65535"],
  ["short", "0x7f.1"],
  ["short", "0"],
  ["short", "0x0"],
  ["trailing dot", "127.0.0.1."],
  ["trailing dot", "2130706433."],
  ["fullwidth digits", "１２７.０.０.１"],
  ["fullwidth digits", "２１３０７０６４３３"],
  ["circled digits", "①②⑦.⓪.⓪.①"],
  ["ideographic stops", "127。0。0。1"],
  ["halfwidth stops", "127｡0｡0｡1"],
  ["percent signs", "%31%32%37.0.0.1"],
  ["percent signs", "127%2E0%2E0%2E1"],
  ["percent signs", "%30x7f000001"],
  ["name of this machine", "localhost"],
  ["name of this machine", "LOCALHOST"],
  ["name of this machine", "localhost."],
  ["name of this machine", "clips.localhost"],
  ["fullwidth letters", "ｌｏｃａｌｈｏｓｔ"],
  ["circled letters", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ"],
  ["soft hyphen", "local\u00adhost"],
  ["long zeros", "[0000:0000:0000:0000:0000:0000:0000:0001]"],
  ["long zeros", "[0:0:0:0:0:0:0:1]"],
  ["long zeros", "[0:0:0:0:0:ffff:127.0.0.1]"],
  ["zone", "[fe80::1%25lo]"],
  ["zone", "[fe80::1%lo]"],
  ["zone", "[::1%25lo]"],
] as const;

const metadataNotations = [
  "2852039166",
  "0xa9fea9fe",
  "0xa9.0xfe.0xa9.0xfe",
  "0251.0376.0251.0376",
  "025177524776",
  "169.16689662",
  "169.254.43518",
  "１６９.２５４.１６９.２５４",
];

const plain: Hostile[] = Object.entries(forbidden).flatMap(([how, addresses]) =>
  addresses.map((address) => ({ how, url: `http://${inUrl(address)}:PORT/clip` })),
);
const secure: Hostile[] = Object.entries(forbidden).flatMap(([how, addresses]) =>
  addresses.map((address) => ({ how: `${how}, https`, url: `https://${inUrl(address)}/clip` })),
);
const notations: Hostile[] = [
  ...loopbackNotations.map(([how, host]) => ({ how, url: `http://${host}:PORT/clip` })),
  ...metadataNotations.map((host) => ({ how: "metadata, other notation", url: `http://${host}/latest/` })),
];

/** Links whose trick is not their address. `vendor` is allowed as `*.clips.example.org` and lies at a public address. */
const tricks: Hostile[] = [
  ["user name", "https://clips@127.0.0.1:PORT/"],
  ["user name", "https://v.clips.example.org@127.0.0.1:PORT/"],
  ["user name", "https://v.clips.example.org:443@127.0.0.1:PORT/"],
  ["user name", "https://name:word@v.clips.example.org/"],
  ["user name", "https://name@v.clips.example.org/"],
  ["user name", "https://:word@v.clips.example.org/"],
  ["user name", "https://v.clips.example.org%40@127.0.0.1:PORT/"],
  ["user name", "https://v.clips.example.org&@127.0.0.1:PORT#@v.clips.example.org/"],
  ["other port", "https://v.clips.example.org:22/"],
  ["other port", "https://v.clips.example.org:80/"],
  ["other port", "https://v.clips.example.org:8443/"],
  ["other port", "https://v.clips.example.org:65535/"],
  ["other port", "https://v.clips.example.org:PORT/"],
  ["not https", "http://v.clips.example.org/"],
  ["not https", "http://v.clips.example.org:443/"],
  ["not https", "http://v.clips.example.org:PORT/"],
  ["look-alike", "https://clips.example.org/"],
  ["look-alike", "https://evilclips.example.org/"],
  ["look-alike", "https://v.clips.example.org.evil.test/"],
  ["look-alike", "https://v.clips.example.org./"],
  ["look-alike", "https://v-clips.example.org/"],
  ["look-alike", "https://v.clips.example.or/"],
  ["look-alike", "https://.clips.example.org/"],
  ["look-alike", "https://v.clips.example.org%00.evil.test/"],
  ["look-alike", "https://v.clіps.example.org/"],
  ["name of a metadata service", "http://metadata.google.internal/computeMetadata/v1/"],
  ["name of a metadata service", "https://metadata.google.internal/"],
  ["name of a metadata service", "http://metadata/"],
  ["name that stands for an address", "http://127.0.0.1.nip.io:PORT/"],
  ["name that stands for an address", "https://127-0-0-1.sslip.io/"],
  ["scheme", "file:///etc/hostname"],
  ["scheme", "file://127.0.0.1/etc/hostname"],
  ["scheme", "file:/etc/hostname"],
  ["scheme", "ftp://127.0.0.1:PORT/clip"],
  ["scheme", "gopher://127.0.0.1:PORT/_GET%20/"],
  ["scheme", "dict://127.0.0.1:PORT/info"],
  ["scheme", "ldap://127.0.0.1:PORT/"],
  ["scheme", "tftp://127.0.0.1:PORT/clip"],
  ["scheme", "sftp://127.0.0.1:PORT/clip"],
  ["scheme", "ws://127.0.0.1:PORT/"],
  ["scheme", "wss://v.clips.example.org/"],
  ["scheme", "blob:http://127.0.0.1:PORT/clip"],
  ["scheme", "blob:https://v.clips.example.org/clip"],
  ["scheme", "javascript:fetch('http://127.0.0.1:PORT/')"],
  ["scheme", "jar:http://127.0.0.1:PORT/clip!/"],
  ["scheme", "netdoc:///etc/hostname"],
  ["scheme", "about:blank"],
  ["scheme", "unix:/var/run/docker.sock"],
  ["scheme", "http+unix://%2Fvar%2Frun%2Fdocker.sock/"],
  ["scheme", "view-source:http://127.0.0.1:PORT/"],
  ["no host", "https:///127.0.0.1:PORT/"],
  ["no host", "https:127.0.0.1:PORT"],
  ["no host", "//127.0.0.1:PORT/"],
  ["no host", "http://"],
  ["line break", "http://127.0.0.1:PORT\r\n/clip"],
  ["tab", "ht\ttp://127.0.0.1:PORT/clip"],
  ["backslashes", "http:\\\\127.0.0.1:PORT\\clip"],
  ["backslashes", "http:\\127.0.0.1:PORT/clip"],
  ["spaces", "  http://127.0.0.1:PORT/clip"],
  ["control characters", "\u0000http://127.0.0.1:PORT/clip"],
].map(([how = "", url = ""]) => ({ how, url }));

/** Every link by itself; `PORT` is where the listeners listen. */
export const hostileLinks = (port: number): Hostile[] =>
  [...plain, ...secure, ...notations, ...tricks].map(({ how, url }) => ({
    how,
    url: url.replaceAll("PORT", String(port)),
  }));

/** Links to which an allowed place redirects: each trick once more, and every address. */
export const hostileRedirects = (port: number): Hostile[] =>
  [...plain, ...notations, ...tricks].map(({ how, url }) => ({
    how: `redirect: ${how}`,
    url: url.replaceAll("PORT", String(port)),
  }));
