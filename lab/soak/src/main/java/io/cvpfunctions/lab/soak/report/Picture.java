package io.cvpfunctions.lab.soak.report;

import io.cvpfunctions.lab.soak.report.Panel.Point;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws panels below each other as SVG, with what happened as lines across all of them. */
final class Picture {
  private static final int WIDTH = 1000;
  private static final int LEFT = 70;
  private static final int RIGHT = 960;
  private static final int HEIGHT = 190;
  private static final int GAP = 80;
  private static final int TOP = 80;
  private static final int TICKS = 4;
  private static final String STYLE =
      """
      <style>
        svg { background: #fff; font: 13px system-ui, sans-serif; }
        text { fill: #222; } .grid { stroke: #ddd; } .mark { stroke: #b00; stroke-dasharray: 2 3; opacity: .5; }
        polyline { fill: none; stroke-width: 1.5; }
        .c0 { stroke: #0b62a4; } .c1 { stroke: #c4500a; } .c2 { stroke: #2a7d3f; } .c3 { stroke: #7b3fa0; } .c4 { stroke: #8a6d00; }
        @media (prefers-color-scheme: dark) {
          svg { background: #16181c; } text { fill: #ddd; } .grid { stroke: #3a3d44; } .mark { stroke: #f66; }
          .c0 { stroke: #6db3f2; } .c1 { stroke: #f79a5c; } .c2 { stroke: #7dd492; } .c3 { stroke: #c99bea; } .c4 { stroke: #e0c34c; }
        }
      </style>
      """;

  private final double seconds;
  private final StringBuilder svg = new StringBuilder();

  private Picture(double seconds) {
    this.seconds = Math.max(1, seconds);
  }

  /** {@code marks} are told by what happened and after how many seconds. */
  static String of(String title, double seconds, List<Panel> panels, List<Mark> marks) {
    Picture picture = new Picture(seconds);
    int height = TOP + panels.size() * (HEIGHT + GAP);
    picture.line("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d'>", WIDTH, height);
    picture.svg.append(STYLE);
    picture.text(LEFT, 24, "start", title);
    picture.text(LEFT, 44, "start", "Dotted: when something failed.");
    for (Mark each : marks) picture.mark(each, height);
    for (int i = 0; i < panels.size(); i++) picture.panel(panels.get(i), TOP + i * (HEIGHT + GAP));
    return picture.svg.append("</svg>\n").toString();
  }

  /** Something that happened. */
  record Mark(double second, String what) {}

  private void mark(Mark mark, int height) {
    double x = x(mark.second());
    line(
        "<line class='mark' x1='%.1f' x2='%.1f' y1='%d' y2='%d'><title>%s</title></line>",
        x, x, TOP, height - GAP + 10, mark.what());
  }

  private void panel(Panel panel, int top) {
    double most = round(panel.most());
    text(LEFT, top - 6, "start", panel.title());
    for (int i = 0; i <= TICKS; i++) {
      double value = most * i / TICKS;
      double y = y(value, most, top);
      line("<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>", LEFT, RIGHT, y, y);
      text(LEFT - 6, y + 4, "end", "%.4g".formatted(value).replaceFirst("\\.?0+$", ""));
    }
    for (int i = 0; i <= TICKS; i++) {
      double second = seconds * i / TICKS;
      text(x(second), top + HEIGHT + 16, "middle", "%.1f min".formatted(second / 60));
    }
    int number = 0;
    for (Map.Entry<String, List<Point>> each : panel.lines().entrySet()) {
      curve(each.getKey(), each.getValue(), number++, most, top);
    }
  }

  private void curve(String name, List<Point> points, int number, double most, int top) {
    StringBuilder path = new StringBuilder();
    for (Point each : points) {
      path.append(format("%.1f,%.1f ", x(each.second()), y(each.value(), most, top)));
    }
    line("<polyline class='c%d' points='%s'/>", number % 5, path.toString().trim());
    int x = LEFT + number * 180;
    int y = top + HEIGHT + 34;
    line("<line class='c%d' x1='%d' x2='%d' y1='%d' y2='%d'/>", number % 5, x, x + 24, y, y);
    text(x + 30, y + 4, "start", name);
  }

  private double x(double second) {
    return LEFT + (RIGHT - LEFT) * second / seconds;
  }

  private static double y(double value, double most, int top) {
    return top + HEIGHT - HEIGHT * value / most;
  }

  /** To the next 1, 2, 5 or 10 of its size. */
  static double round(double value) {
    if (value <= 0) return 1;
    double size = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 5}) if (value <= step * size) return step * size;
    return 10 * size;
  }

  private void text(double x, double y, String anchor, String text) {
    line("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, y, anchor, text);
  }

  private void line(String format, Object... values) {
    svg.append(format(format, values)).append('\n');
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
