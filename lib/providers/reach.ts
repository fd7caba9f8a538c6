import { BlockList, isIP } from "node:net";

const loopbackNames = /^(localhost|.+\.localhost|\[::1\]|127(\.\d+){3})$/;
const privateNames = /(^[^.]+|\.(local|internal|lan|home|test|invalid|example|localdomain|home\.arpa))$/;

const unreachable = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 3],
] as const)
  unreachable.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  unreachable.addSubnet(network, bits, "ipv6");

/** Whether an address is on this machine. */
const isLoopbackUrl = (url: string): boolean => loopbackNames.test(new URL(url).hostname);

/** Whether a vendor out in the internet can be told `url`: https, and neither a private address nor a private name. */
export function isPublicUrl(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:") return false;
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const family = isIP(host);
  if (family === 0) return !loopbackNames.test(host) && !privateNames.test(host);
  return !unreachable.check(host, family === 6 ? "ipv6" : "ipv4");
}

export type Reach = { reachesUs: boolean; kind: "real" | "simulated" };

/** A vendor reaches us where everybody does, or where it is a simulator on this machine itself. */
export function reachOf(appUrl: string, baseUrl: string): Reach {
  const here = isLoopbackUrl(baseUrl);
  return { reachesUs: here || isPublicUrl(appUrl), kind: here ? "simulated" : "real" };
}
