package org.liandong.journeys;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The civil affairs bureau's exchange database with the tables of reference §3.5, JDBC (1), on PostgreSQL. */
final class CivilAffairs {
    private static final String TABLES = """
            CREATE TABLE T_JN_DISPATCH_OUT (
              ID NUMERIC(18) NOT NULL PRIMARY KEY, TASK_NO VARCHAR(32) NOT NULL, CASE_NO VARCHAR(24) NOT NULL,
              ROLE_FLAG CHAR(1) NOT NULL, ITEM_CODE VARCHAR(6) NOT NULL, BT VARCHAR(200) NOT NULL, NR TEXT,
              SQR VARCHAR(60), LXFS VARCHAR(40), FSDZ VARCHAR(300), JD NUMERIC(10,6), WD NUMERIC(10,6),
              JJCD CHAR(1) NOT NULL, PQSJ TIMESTAMP(0) NOT NULL, QSQX TIMESTAMP(0), BJQX TIMESTAMP(0),
              CZLX VARCHAR(10) NOT NULL, SM3 CHAR(64) NOT NULL, READ_FLAG CHAR(1) DEFAULT '0' NOT NULL,
              READ_TIME TIMESTAMP(0), ERR_MSG VARCHAR(500), GXSJ TIMESTAMP(0) DEFAULT now() NOT NULL);
            CREATE UNIQUE INDEX UX_OUT ON T_JN_DISPATCH_OUT (TASK_NO, CZLX, PQSJ);
            CREATE TABLE T_JN_FEEDBACK_IN (
              ID NUMERIC(18) NOT NULL PRIMARY KEY, TASK_NO VARCHAR(32) NOT NULL, CZLX VARCHAR(10) NOT NULL,
              ZBBM VARCHAR(100), BLRY VARCHAR(40), BLYJ VARCHAR(4000), BLSJ TIMESTAMP(0), PJFK VARCHAR(200),
              YYDM VARCHAR(10), SQTS NUMERIC(4), SQDW CHAR(2), SFJJ CHAR(1), FJLJ VARCHAR(1000),
              GXSJ TIMESTAMP(0) DEFAULT now() NOT NULL, EXCHANGE_FLAG CHAR(1) DEFAULT '0' NOT NULL,
              RETRY_CNT NUMERIC(3) DEFAULT 0, ERR_MSG VARCHAR(500));
            """;

    private final ExchangeServer server = new ExchangeServer(TABLES);
    private int rows;

    ExchangeServer server() {
        return server;
    }

    /** What the hub wrote for it about a task, oldest first. */
    List<Map<String, String>> written(String taskNo) {
        return server.select("SELECT * FROM T_JN_DISPATCH_OUT WHERE TASK_NO = ? ORDER BY ID", taskNo);
    }

    /**
     * It writes a row about a task.
     *
     * @param columns further columns and their values
     * @return the row's number
     */
    int writes(String taskNo, String what, Object... columns) {
        int id = 55_100 + rows++;
        writes(id, taskNo, what, columns);
        return id;
    }

    void writes(int id, String taskNo, String what, Object... columns) {
        StringBuilder names = new StringBuilder("ID, TASK_NO, CZLX, ZBBM, BLRY, BLSJ");
        List<Object> values =
                new ArrayList<>(List.of(id, taskNo, what, "江宁区民政局", "林某", Timestamp.valueOf("2026-07-09 20:00:00")));
        for (int i = 0; i < columns.length; i += 2) {
            names.append(", ").append(columns[i]);
            values.add(columns[i + 1]);
        }
        server.update(
                "INSERT INTO T_JN_FEEDBACK_IN (%s) VALUES (%s)".formatted(names, "?, ".repeat(values.size() - 1) + "?"),
                values.toArray());
    }

    /** What the hub made of a row: flag and reason. */
    Map<String, String> row(int id) {
        return server.select("SELECT * FROM T_JN_FEEDBACK_IN WHERE ID = ?", id).get(0);
    }

    String flag(int id) {
        return String.valueOf(row(id).get("EXCHANGE_FLAG"));
    }
}
