export type FaultView = { name: string; message: string; code?: string; stack?: string };

/** Told by its fields and not by its class: a bundle may hold the class twice. */
const isFailedQuery = (error: Error): boolean => "query" in error && "params" in error;

/** A failure as it may be logged: a failed query loses its parameters, which can hold anything a person typed. */
export function faultView(error: unknown): FaultView {
  if (!(error instanceof Error))
    return { name: "Unknown", message: "Something that is no error was thrown." };
  if (isFailedQuery(error))
    return error.cause ? faultView(error.cause) : { name: "FailedQuery", message: "A query failed." };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    name: error.name,
    message: error.message,
    ...(code && { code }),
    ...(error.stack && { stack: error.stack }),
  };
}

const lostConnection =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_CLOSED|57P0[123]|53[123]00|08\w{3})$/;

/** Whether the database could not answer, for want of a connection, memory or disk, as opposed to having said no. */
export const isDatabaseLost = (error: unknown): boolean => lostConnection.test(faultView(error).code ?? "");
