package sdk;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Prints what an SDK is told, a call a line. */
public final class Told {
  private Told() {}

  public static void tell(String name, Object... given) {
    System.out.println(name + Arrays.stream(given).map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
  }
}
