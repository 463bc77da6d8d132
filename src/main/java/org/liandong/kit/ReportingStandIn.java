package org.liandong.kit;

import java.io.IOException;
import java.util.List;
import org.liandong.connectors.Entry;

/** A stand-in that reports without being answered: it puts its words where the hub finds them. */
interface ReportingStandIn extends StandIn {
    /** How a report is put down. */
    enum Manner {
        RIGHT("照约定", ""),
        /** Its writer has not come to the end, and does not. */
        HALF("只写到一半", "没有写完的不读:凭收尾文件"),
        /** What is said about it does not fit it. */
        CONTRADICTED("与收尾文件不符", "不符的整件留存,不登记"),
        /** By somebody who is not who he says. */
        STRANGER("凭据不对", "进不来");

        private final String chinese;
        private final String why;

        Manner(String chinese, String why) {
            this.chinese = chinese;
            this.why = why;
        }

        String chinese() {
            return chinese;
        }

        String why() {
            return why;
        }
    }

    /** How things can go wrong for such an entry. */
    List<Manner> wrong(Entry entry);

    /** Whether this is the way by which the entry is reached. */
    boolean reaches(Entry entry);

    /**
     * Puts down one message of the entry's.
     *
     * @throws IOException if it cannot be put there
     */
    Laid report(Entry entry, String message, Manner manner) throws IOException, InterruptedException;

    /** Something that was put down. */
    interface Laid {
        /** Whether the hub has looked at it and is through with it. */
        boolean isDealtWith();
    }
}
