create table engine.owner (
  id boolean primary key default true check (id),
  epoch bigint not null,
  started_at timestamptz not null
);

create table engine.app (
  id text primary key,
  sdk text not null,
  framework text not null,
  hash text not null,
  synced_at timestamptz not null
);

create table engine.function (
  id text primary key,
  app_id text not null references engine.app (id),
  config json not null,
  active boolean not null
);

create table engine.cron (
  function_id text not null references engine.function (id) on delete cascade,
  expression text not null,
  next_at timestamptz not null,
  primary key (function_id, expression)
);

create table engine.event (
  id text primary key,
  sequence bigint generated always as identity,
  name text not null,
  payload json not null,
  received_at timestamptz not null default now(),
  dispatched boolean not null default false,
  fault text
);
create index event_waiting on engine.event (sequence) where not dispatched;
create index event_received on engine.event (received_at);

create table engine.run (
  id text primary key,
  function_id text not null references engine.function (id),
  event_id text not null references engine.event (id),
  correlation text,
  retry_of text unique,
  status text not null default 'running' check (status in ('running', 'completed', 'failed', 'canceled')),
  request_version integer not null default -1,
  planning boolean not null default false,
  lanes text[] not null default '{}',
  step_count integer not null default 0,
  state_bytes bigint not null default 0,
  output json,
  error json,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create index run_function on engine.run (function_id, id);
create index run_status on engine.run (status, id);
create index run_event on engine.run (event_id);
create index run_ended on engine.run (ended_at) where ended_at is not null;

create table engine.run_key (
  function_id text not null,
  key text not null,
  run_id text not null,
  expires_at timestamptz not null,
  primary key (function_id, key)
);
create index run_key_expires on engine.run_key (expires_at);

create sequence engine.step_position;

create table engine.step (
  run_id text not null references engine.run (id) on delete cascade,
  step_id text not null,
  op text not null,
  name text not null,
  race boolean not null default false,
  value json,
  failed boolean not null default false,
  position bigint,
  opened_at timestamptz not null default now(),
  resolved_at timestamptz,
  primary key (run_id, step_id)
);

create table engine.wait (
  id bigint generated always as identity primary key,
  run_id text not null references engine.run (id) on delete cascade,
  step_id text not null,
  kind text not null check (kind in ('sleep', 'event', 'invoke', 'cancel', 'deadline')),
  name text,
  match_key text,
  expression text,
  expires_at timestamptz,
  unique (run_id, kind, step_id)
);
create index wait_match on engine.wait (match_key) where match_key is not null;
create index wait_expires on engine.wait (expires_at) where expires_at is not null;

create table engine.wait_path (
  name text not null,
  path text not null,
  primary key (name, path)
);

create table engine.job (
  id bigint generated always as identity primary key,
  run_id text not null references engine.run (id) on delete cascade,
  step_id text not null,
  run_at timestamptz not null default now(),
  attempt integer not null default 0,
  lanes text[] not null default '{}',
  claim text,
  claimed_at timestamptz,
  again boolean not null default false,
  unique (run_id, step_id)
);
create index job_due on engine.job (run_at, id) where claim is null;

create table engine.call (
  id bigint generated always as identity primary key,
  run_id text not null references engine.run (id) on delete cascade,
  step_id text not null,
  attempt integer not null,
  outcome text not null,
  http_status integer,
  error json,
  started_at timestamptz not null,
  ended_at timestamptz not null default now()
);
create index call_run on engine.call (run_id, id);
