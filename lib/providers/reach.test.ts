import { describe, expect, it } from "vitest";
import { isPublicUrl, reachOf } from "./reach.ts";

const vendor = "https://api.vendor.example.com/v1";

describe("who can reach this installation", () => {
  it.each([
    "http://127.0.0.1:3000",
    "http://localhost:3000",
    "https://localhost",
    "https://studio.localhost",
    "https://[::1]:3000",
    "https://10.1.2.3",
    "https://172.31.0.1",
    "https://192.168.1.5:8443",
    "https://169.254.169.254",
    "https://100.100.1.1",
    "https://[fd00::1]",
    "https://[fe80::1]",
    "https://[::ffff:192.168.1.5]",
    "https://printer",
    "https://studio.local",
    "https://studio.local.",
    "https://studio.internal",
    "http://dailies.example.org",
  ])("%s is told to no vendor", (url) => {
    expect(isPublicUrl(url)).toBe(false);
    expect(reachOf(url, vendor)).toEqual({ reachesUs: false, kind: "real" });
  });

  it.each([
    "https://dailies.example.org",
    "https://dailies.example.org:8443/",
    "https://93.184.216.34",
    "https://172.32.0.1",
    "https://[2606:2800:220:1::1]",
    "https://quiet-fox.trycloudflare.com",
  ])("%s is told to vendors", (url) => {
    expect(reachOf(url, vendor)).toEqual({ reachesUs: true, kind: "real" });
  });

  it.each(["http://127.0.0.1:8295/kling", "http://localhost:8295", "http://[::1]:8295/fal/queue"])(
    "a vendor at %s is simulated, and reaches what only this machine does",
    (baseUrl) => {
      expect(reachOf("http://127.0.0.1:3000", baseUrl)).toEqual({ reachesUs: true, kind: "simulated" });
    },
  );
});
