CREATE TRIGGER "route_versions_append_only" BEFORE UPDATE OR DELETE ON "route_versions" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
