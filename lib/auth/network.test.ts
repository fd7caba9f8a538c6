import { expect, test } from "vitest";
import { networkOf } from "./network.ts";

test.each([
  ["127.0.0.1", "127.0.0.1"],
  ["::ffff:10.1.2.3", "10.1.2.3"],
  ["203.0.113.9, 10.0.0.7", "10.0.0.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["", "unknown"],
  [undefined, "unknown"],
  ["not an address", "unknown"],
  ["x".repeat(5000), "unknown"],
])("%s counts as %s", (forwarded, network) => {
  expect(networkOf(forwarded)).toBe(network);
});

test("whoever adds addresses in front stays in the network that the nearest proxy saw", () => {
  expect(networkOf("1.2.3.4, 198.51.100.7")).toBe(networkOf("5.6.7.8, 198.51.100.7"));
});
