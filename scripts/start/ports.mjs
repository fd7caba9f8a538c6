import { createServer } from "node:net";
import { Fault } from "./fault.mjs";

/**
 * @param {number} port @param {string} host
 * @returns {Promise<string | undefined>} why the port cannot be had, or undefined
 */
function refusal(port, host) {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", (error) => done("code" in error ? String(error.code) : error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(undefined)));
  });
}

/** Throws a Fault when the application's port cannot be had. @param {number} port @param {string} host */
export async function requirePort(port, host) {
  const why = await refusal(port, host);
  if (!why) return;
  const other = `npm start -- --port ${port < 65_000 ? port + 1 : port - 1}`;
  if (why === "EADDRINUSE")
    throw new Fault(`Port ${port} is in use. Stop what uses it, or take another: ${other}`);
  if (why === "EACCES")
    throw new Fault(`This user may not open port ${port}. Take one above 1023: npm start -- --port 3000`);
  if (why === "EADDRNOTAVAIL" || why === "ENOTFOUND")
    throw new Fault(`This machine has no address ${host}. Set HOST to one it has.`);
  throw new Fault(`Port ${port} on ${host} cannot be opened (${why}).`);
}

/**
 * The first free loopback port from `first` upwards that is not in `taken`, which it joins.
 * @param {number} first @param {Set<number>} taken @returns {Promise<number>}
 */
export async function nextPort(first, taken) {
  for (let port = first; port < Math.min(first + 100, 65_536); port += 1) {
    if (taken.has(port) || (await refusal(port, "127.0.0.1"))) continue;
    taken.add(port);
    return port;
  }
  throw new Fault(`No port from ${first} to ${first + 99} is free.`);
}
