-- What is in the trace or the access record stays as it was written.
CREATE TRIGGER trace_no_update BEFORE UPDATE ON trace
BEGIN
    SELECT RAISE(ABORT, '办件运行库只可追加, 不可修改');
END;
CREATE TRIGGER trace_no_delete BEFORE DELETE ON trace
BEGIN
    SELECT RAISE(ABORT, '办件运行库只可追加, 不可删除');
END;
CREATE TRIGGER person_audit_no_update BEFORE UPDATE ON person_audit
BEGIN
    SELECT RAISE(ABORT, '个人信息查阅记录只可追加, 不可修改');
END;
CREATE TRIGGER person_audit_no_delete BEFORE DELETE ON person_audit
BEGIN
    SELECT RAISE(ABORT, '个人信息查阅记录只可追加, 不可删除');
END;
