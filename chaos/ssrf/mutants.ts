import type { Mutant } from "../row.ts";

const at = (file: string) => `lib/media/outbound/${file}.ts`;

/** The outbound client with one of its checks taken out; `ssrf.test.ts` is red with each of them. */
export const ssrfMutants: readonly Mutant[] = [
  {
    name: "ranges of addresses are not judged",
    file: at("addresses"),
    find: 'if (address.range() !== "unicast") return false;',
    replace: "",
  },
  {
    name: "IPv6 beyond what is given out counts as public",
    file: at("addresses"),
    find: "address instanceof ipaddr.IPv4 || address.match(given)",
    replace: "address instanceof ipaddr.IPv4 || address.match(given) || true",
  },
  {
    name: "a metadata service at a public address is not known",
    file: at("addresses"),
    find: "if (metadata.has(plain.toString())) return false;",
    replace: "",
  },
  {
    name: "addresses are judged only where a name was resolved",
    file: at("guarded-agent"),
    find: "if (found.length === 0 || !found.every(",
    replace: "if (found.length === 0 || isIP(host) === 0 && !found.every(",
  },
  {
    name: "one good address of a name is enough",
    file: at("guarded-agent"),
    find: "!found.every(",
    replace: "!found.some(",
  },
  {
    name: "the name is dialled, not the address that was judged",
    file: at("guarded-agent"),
    find: "{ ...options, ...named, hostname: address }",
    replace: "{ ...options, ...named }",
  },
  {
    name: "a redirect is not judged before it is followed",
    file: at("open-place"),
    find: "asked.judge(at);",
    replace: "if (hop === 0) asked.judge(at);",
  },
  {
    name: "https may lead to http",
    file: at("open-place"),
    find: 'if (from.protocol === "https:" && to.protocol !== "https:")',
    replace: "if (from.protocol === to.protocol && to.host === from.host)",
  },
  {
    name: "names and passwords in links are let through",
    file: at("places"),
    find: 'if (at.username !== "" || at.password !== "") throw refuse("credentials");',
    replace: "",
  },
  {
    name: "any port is let through",
    file: at("places"),
    find: 'if (at.port !== "") throw refuse("port");',
    replace: "",
  },
  {
    name: "http is let through",
    file: at("places"),
    find: 'if (at.protocol !== "https:") throw refuse("scheme");',
    replace: "",
  },
  {
    name: "a look-alike of an allowed name is let through",
    file: at("places"),
    find: "hostname.endsWith(entry.slice(1))",
    replace: "hostname.endsWith(entry.slice(2))",
  },
];
