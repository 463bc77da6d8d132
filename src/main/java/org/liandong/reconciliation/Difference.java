package org.liandong.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * A task that both sides do not have alike.
 *
 * @param taskNo as whoever names it writes it
 * @param ours null if the hub has no such task with the department
 * @param theirs null if the department does not name it
 */
public record Difference(
        String taskNo, @Nullable Standing ours, @Nullable Standing theirs, Kind kind) {
    /** What is different, and what is to be done. */
    public enum Kind {
        MISSING("缺件", "请对方再找一遍;确实没有的,由受理员撤回后重新派遣,或电话告知"),
        HUB_BEHIND("状态落后", "请对方补报反馈"),
        OTHER_BEHIND("对方落后", "请对方核对自己的登记"),
        UNMATCHED("编号对不上", "人工匹配");

        private final String chinese;
        private final String cure;

        Kind(String chinese, String cure) {
            this.chinese = chinese;
            this.cure = cure;
        }

        public String chinese() {
            return chinese;
        }

        public String cure() {
            return cure;
        }
    }
}
