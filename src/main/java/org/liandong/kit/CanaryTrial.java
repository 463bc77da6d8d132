package org.liandong.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.util.List;
import org.liandong.canary.CanaryMessage;
import org.liandong.connectors.ChannelConnector;
import org.liandong.connectors.Connector;
import org.liandong.connectors.MappingException;

/** Whether the hub will know its own canary again when it comes in by the channel's entry, and whether anybody has to be called about it. */
final class CanaryTrial {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STAGE = "探测件";
    private static final String NAME = "探测件自己读得回来";

    private CanaryTrial() {}

    static List<Trial> of(Connector connector, Clock clock) {
        return connector instanceof ChannelConnector channel && channel.canary().isPresent()
                ? List.of(of(channel, CanaryMessage.at(clock.instant())))
                : List.of();
    }

    private static Trial of(ChannelConnector channel, CanaryMessage message) {
        try {
            JsonNode read = JSON.readTree(
                    channel.canary().orElseThrow().entry().mapping().apply(message.writtenBy(channel)));
            if (!read.path("kind").asText().equals("report")) {
                return failed("读成了" + read.path("kind").asText());
            }
            if (!read.path("externalNo").asText().equals(message.number())) {
                return failed("编号读成了" + read.path("externalNo").asText());
            }
            JsonNode petitioner = read.path("petitioner");
            return petitioner.path("name").asText("").isBlank()
                            && petitioner.path("phone").asText("").isBlank()
                    ? Trial.passed(STAGE, NAME)
                    : failed("有诉求人,办结后要等回访");
        } catch (MappingException | JsonProcessingException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private static Trial failed(String what) {
        return Trial.failed(STAGE, NAME, what, "改canary的报文映射:写成本渠道的一份报事,编号是number,不写姓名电话");
    }
}
