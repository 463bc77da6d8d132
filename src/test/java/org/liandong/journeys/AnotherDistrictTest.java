package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseState;

/** The district is data: another folder makes the same hub serve another district, with its own streets, names and rules. */
class AnotherDistrictTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().inDistrict(lishui());

    @Test
    void aReportFindsTheStreetAndTheRuleOfThatDistrict() {
        String caseNo = new Hotline(HUB)
                .takes(inLishui(Hotline.order("NJ-LISHUI"))
                        .replace("118.812345", "119.033345")
                        .replace("31.962345", "31.650345"));

        CaseFile file = HUB.file(caseNo);

        assertThat(file.matter().location().division6()).isEqualTo("320117");
        assertThat(file.matter().location().street()).isEqualTo("320117001");
        assertThat(file.routing().ruleId()).isEqualTo("R-LISHUI-1");
        assertThat(file.state()).isEqualTo(CaseState.DISPATCHED);
        assertThat(file.assignments()).extracting(Assignment::dept).containsExactly("SL", "HB");
        assertThat(HUB.wire().page("/cases/" + caseNo).body())
                .contains("溧水区水务局")
                .contains("永阳街道")
                .doesNotContain("江宁区");
    }

    /** Jiangning's tables with other codes, names, places, and a rule of its own for missing manhole covers. */
    private static Path lishui() {
        try {
            Path folder = Files.createTempDirectory("lishui");
            try (Stream<Path> files = Files.list(Path.of("district/jiangning").toAbsolutePath())) {
                for (Path file : files.toList()) {
                    Files.writeString(
                            folder.resolve(file.getFileName()),
                            inLishui(Files.readString(file))
                                    .replace("west: 118.46, south: 31.62", "west: 118.86, south: 31.38"));
                }
            }
            Path rules = folder.resolve("routing-rules.csv");
            List<String> own = Stream.concat(
                            Files.readAllLines(rules).stream().filter(line -> !line.startsWith("R-050201,")),
                            Stream.of("R-LISHUI-1,1,2020-01-01,,30,050201,*,*,*,*,SL,HB,Y,Y,溧水井盖由水务处置"))
                    .toList();
            Files.write(rules, own);
            return folder;
        } catch (IOException e) {
            throw new AssertionError("测试区情写不出", e);
        }
    }

    private static String inLishui(String text) {
        return text.replace("320115", "320117").replace("江宁", "溧水").replace("东山", "永阳");
    }
}
