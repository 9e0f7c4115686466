package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that the Java side writes down are those of the installed library, which knows them by name. */
class LibNlConstantsTest {

    @ParameterizedTest
    @CsvSource({
        "rtnl_link_str2stat, rx_packets, 0",
        "rtnl_link_str2stat, tx_packets, 1",
        "rtnl_link_str2stat, rx_bytes, 2",
        "rtnl_link_str2stat, tx_bytes, 3",
        "rtnl_link_str2stat, rx_dropped, 6",
        "rtnl_link_str2stat, tx_dropped, 7",
        "rtnl_link_str2flags, up, 1",
        "rtnl_link_str2flags, lowerup, 0x10000",
        "rtnl_addr_str2flags, nodad, 2",
        "nl_str2af, inet, 2",
        "nl_str2af, inet6, 10",
        "nl_str2af, llc, 26"
    })
    void numbersAreTheLibrarys(String function, String name, String expected) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            int number = (int)
                    LibNlRoute.LIBRARY.function(function, JAVA_INT, ADDRESS).invokeExact(arena.allocateFrom(name));
            assertThat(number).isEqualTo(Integer.decode(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, Interrupted system call",
        "5, Out of memory",
        "6, Object exists",
        "7, Invalid input data or parameter",
        "19, Invalid address for specified address family",
        "28, Operation not permitted",
        "31, No such device"
    })
    void codesMeanWhatTheirNamesSay(int code, String text) {
        assertThat(LibNl.nl_geterror(code).getString(0)).isEqualTo(text);
    }
}
