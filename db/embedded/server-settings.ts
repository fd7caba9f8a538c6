/** The server's command line: loopback only, nothing of a statement or a row in its log. */
export function serverSettings(
  options: { durable?: boolean; connectionsMax?: number },
  port: number,
): string[] {
  const values: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    max_connections: String(options.connectionsMax ?? 100),
    shared_buffers: "64MB",
    io_method: "sync",
    max_parallel_workers_per_gather: "0",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(options.durable === false && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
