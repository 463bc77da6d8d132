package org.liandong.district;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.Location;
import org.liandong.cases.QualityNote;

class LocatorTest {
    private static final RawLocation.Fields FIELDS = new RawLocation.Fields("lng,lat", "address", "area");
    private final Locator locator = new Locator(Jiangning.DISTRICT);

    @Test
    void theHotlineOrderWithoutAnAreaIsFoundByItsAddress() throws IOException {
        Located located = locator.locate(
                RawLocation.ofAddress("江宁开发区将军大道那边新建工地（翠屏国际城北门对面）", new RawLocation.Fields("zb", "fydz", "fyqy")));

        assertIs(located.location(), golden("canonical-12345-2.json"));
        assertThat(located.location().inferred()).isTrue();
        assertThat(located.notes()).containsExactly(new QualityNote("Q-NO-DISTRICT", "fyqy", "由地址推断,置信0.8"));
        assertThat(located.confidence()).isEqualTo(0.8);
    }

    @Test
    void thePlaceOfAnAppReportIsItsPointOfInterest() throws IOException {
        Located located = locator.locate(at("118.7967", "31.9371", "gcj02", "托乐嘉花园·贵邻居", "江苏省南京市江宁区秣陵街道托乐嘉花园贵邻居3栋"));

        assertIs(located.location(), golden("canonical-pananj-merge.json"));
        assertThat(located.notes()).isEmpty();
        assertThat(located.confidence()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void swappedBaiduDegreesAreTurnedAndFallOnTheSamePlace() {
        RawLocation.Fields fields = new RawLocation.Fields("location(第2条)", "address", "address");
        Located located = locator.locate(
                new RawLocation("31.943455", "118.803121", "bd09", null, null, "", null, null, null, fields));

        assertThat(located.notes())
                .containsExactly(new QualityNote("Q-LATLNG-SWAPPED", "location(第2条)", "纬经度互换并BD09->CGCS2000"));
        assertThat(located.location().poi()).isEqualTo("托乐嘉花园");
        assertThat(located.location().street()).isEqualTo("320115002");
        assertThat(located.location().raw()).isEqualTo(new Location.Raw("31.943455", "118.803121", "bd09", null));
    }

    @Test
    void aTerminalWithoutSatellitesIsFoundByItsGrid() throws IOException {
        Located located = locator.locate(
                new RawLocation("0", "0", "WGS84", null, null, null, null, null, "320115003011002", FIELDS));

        assertIs(located.location(), golden("canonical-grid-offline-2.json"));
        assertThat(located.location().community()).isEqualTo("320115003011");
        assertThat(located.location().gridKind()).isEqualTo("Z");
        assertThat(located.notes()).containsExactly(new QualityNote("Q-GPS-ZERO", "lng,lat", "置空,以网格定位"));
        assertThat(located.confidence()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "南京市江宁区江宁街道盛安大道5号, 320115006, 0.95",
        "江宁区东山街道上元大街200号, 320115001, 0.95",
        "江宁区秣陵街道, 320115002, 0.95",
        "江宁开发区双龙大道1698号, 320115402, 0.8",
        "江宁滨江开发区飞鹰路, 320115403, 0.8",
        "江宁高新区诚信大道, 320115404, 0.8",
        "江宁镇老街, 320115006, 0.8",
        "江宁区竹山路与宏运大道路口井盖丢了, 320115001, 0.8",
        "江宁竹山路, 320115001, 0.65",
        "江宁百家湖附近, 320115402, 0.8",
        "江宁开发区托乐嘉花园, 320115402, 0.8",
        "湖熟菜场旁边, 320115008, 0.7",
    })
    void streetDistrictAndParkOfOneNameAreToldApart(String address, String street, double confidence) {
        Located located = locator.locate(RawLocation.ofAddress(address, FIELDS));

        assertThat(located.location().street()).isEqualTo(street);
        assertThat(located.confidence()).isEqualTo(confidence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"江宁老菜场旁边", "江宁那个学校门口", "东山和秣陵交界处", "秣陵街道与江宁街道交界"})
    void anAddressThatMayMeanSeveralStreetsIsLeftToAPerson(String address) {
        Located located = locator.locate(RawLocation.ofAddress(address, FIELDS));

        assertThat(located.location().street()).isNull();
        assertThat(located.candidates()).hasSize(2);
        assertThat(located.confidence()).isLessThan(0.7);
        assertThat(located.notes()).extracting(QualityNote::code).containsExactly("Q-AMBIG-PLACE");
    }

    @Test
    void theDistrictAloneNamesNoStreet() {
        Located located = locator.locate(RawLocation.ofAddress("江宁区菜场旁边", FIELDS));

        assertThat(located.location().street()).isNull();
        assertThat(located.notes()).containsExactly(new QualityNote("Q-NO-DISTRICT", "area", "无法推断街道,转人工"));
        assertThat(located.location().quality()).isEqualTo(Location.Quality.NONE);
    }

    @Test
    void anAddressThatContradictsItsPlaceIsPointedOut() {
        Located located = locator.locate(RawLocation.ofAddress("汤山街道托乐嘉花园", FIELDS));

        assertThat(located.location().street()).isEqualTo("320115003");
        assertThat(located.candidates()).containsExactlyInAnyOrder("320115003", "320115002");
        assertThat(located.notes()).extracting(QualityNote::code).containsExactly("Q-AMBIG-PLACE");
        assertThat(located.confidence()).isLessThan(0.7);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"40390328.76, 3537228.36", "390328.76, 3537228.36", "3537228.36, 390328.76"})
    void projectedMetresWithAndWithoutZoneAndInEitherOrder(String x, String y) {
        Located located = locator.locate(at(x, y, "CGCS2000", null, null));

        assertThat(located.location().lng()).isEqualByComparingTo("118.84");
        assertThat(located.location().lat()).isEqualByComparingTo("31.953");
        assertThat(located.notes().stream().anyMatch(note -> note.code().equals("Q-LATLNG-SWAPPED")))
                .isEqualTo(x.startsWith("3537"));
    }

    @Test
    void aPositionOutsideTheDistrictIsDroppedAndFlagged() {
        Located located = locator.locate(at("121.47", "31.23", "WGS84", null, "秣陵街道胜太西路"));

        assertThat(located.location().lng()).isNull();
        assertThat(located.location().quality()).isEqualTo(Location.Quality.STREET_ONLY);
        assertThat(located.notes()).extracting(QualityNote::code).containsExactly("Q-GPS-OUTSIDE");
    }

    @Test
    void anUnknownSystemIsTheOneWhosePointLiesAtTheAddress() {
        Located located = locator.locate(at("118.803121", "31.943455", "地图坐标", null, "秣陵街道托乐嘉花园"));

        assertThat(located.location().lng())
                .isCloseTo(new BigDecimal("118.791519"), Offset.offset(new BigDecimal("0.0001")));
        assertThat(located.notes()).containsExactly(new QualityNote("Q-CRS", "lng,lat", "坐标系不明,按地址判定为BD09->CGCS2000"));
    }

    @Test
    void anUnknownSystemWithoutAnAddressStaysUnknown() {
        Located located = locator.locate(at("118.803121", "31.943455", "地图坐标", null, "秣陵街道"));

        assertThat(located.location().quality()).isEqualTo(Location.Quality.UNKNOWN_CRS);
        assertThat(located.location().lng()).isNull();
        assertThat(located.location().raw()).isNotNull();
        assertThat(located.notes()).extracting(QualityNote::code).containsExactly("Q-CRS");
    }

    @Test
    void theNearestStreetCentreIsAWeakGuessThatSaysSo() {
        Located located = locator.locate(at("118.99", "31.865", "CGCS2000", null, null));

        assertThat(located.location().street()).isEqualTo("320115008");
        assertThat(located.confidence()).isLessThan(0.7);
        assertThat(located.basis()).contains("无街道边界数据");
        assertThat(located.location().inferred()).isTrue();
    }

    @Test
    void aNullishAddressIsNoAddress() {
        assertThat(locator.locate(RawLocation.ofAddress("暂无", FIELDS))
                        .location()
                        .addressText())
                .isEmpty();
    }

    private static RawLocation at(String lng, String lat, String crs, @Nullable String poi, @Nullable String address) {
        return new RawLocation(lng, lat, crs, null, poi, address, null, null, null, FIELDS);
    }

    private static JsonNode golden(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/test/resources/reference/examples", name).toFile())
                .get("location");
    }

    private static void assertIs(Location found, JsonNode golden) {
        assertThat(found.division6()).isEqualTo(golden.get("division6").asText());
        assertThat(found.street()).isEqualTo(golden.get("street").asText());
        assertThat(found.quality().name()).isEqualTo(golden.get("quality").asText());
        for (var number : List.of("lng", "lat")) {
            BigDecimal value = number.equals("lng") ? found.lng() : found.lat();
            if (golden.get(number).isNull()) {
                assertThat(value).isNull();
            } else {
                assertThat(value).hasToString(golden.get(number).asText());
            }
        }
        if (golden.has("addressText")) {
            assertThat(found.addressText()).isEqualTo(golden.get("addressText").asText());
        }
        if (golden.has("grid")) {
            assertThat(found.grid()).isEqualTo(golden.get("grid").asText(null));
        }
    }
}
