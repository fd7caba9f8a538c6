alter table engine.call add column name text;
