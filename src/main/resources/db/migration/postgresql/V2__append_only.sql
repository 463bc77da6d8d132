-- What is in the trace or the access record stays as it was written.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% 只可追加, 不可修改或删除', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER trace_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trace
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER person_audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON person_audit
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
