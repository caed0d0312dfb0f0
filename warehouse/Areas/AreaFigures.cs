using System.Globalization;

namespace Insight.Warehouse.Areas;

/// <summary>Reads the figures of areas, memberships and changes that are embedded in this assembly (<c>Areas/figures/*.csv</c>).</summary>
internal static class AreaFigures
{
    /// <summary>The whole built-in directory.</summary>
    public static AreaDirectory Read()
    {
        var areas = Rows("areas.csv").Select(r => new Area(
            r[0], LevelOf(r[0]), CodeOf(r[0]), Names(r[3], r[4], r[5]), Day(r[1]), Day(r[2]))).ToList();
        var memberships = Rows("memberships.csv").Select(r => new Membership(r[0], r[1], Day(r[2]) ?? DateOnly.MinValue, Day(r[3])));
        var country = areas.Where(a => a.Level == AreaLevel.Municipality)
            .Select(a => new Membership(a.Id, "SSS", a.ValidFrom ?? DateOnly.MinValue, a.ValidTo));
        var changes = Rows("changes.csv").Select(r => new AreaChange(
            DateOnly.ParseExact(r[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), r[1], r[2], r[3], Share(r[4]) ?? 1, r[6], Share(r[5])));
        return new AreaDirectory(areas, memberships.Concat(country), changes);
    }

    /// <summary>The level that an id's prefix says.</summary>
    public static AreaLevel LevelOf(string id) => id switch
    {
        "SSS" => AreaLevel.Country,
        _ when id.StartsWith("KU", StringComparison.Ordinal) => AreaLevel.Municipality,
        _ when id.StartsWith("MK", StringComparison.Ordinal) => AreaLevel.Region,
        _ when id.StartsWith("SK", StringComparison.Ordinal) => AreaLevel.SubRegion,
        _ when id.StartsWith("HVA", StringComparison.Ordinal) => AreaLevel.WellbeingCounty,
        _ when id.StartsWith("grouping:", StringComparison.Ordinal) => AreaLevel.Grouping,
        _ when id.StartsWith("network:", StringComparison.Ordinal) => AreaLevel.Network,
        _ => throw new FormatException($"'{id}' has no level prefix; area ids begin with KU, MK, SK, HVA, grouping: or network:, or are SSS."),
    };

    private static string CodeOf(string id) => id[(id.Contains(':') ? id.IndexOf(':') + 1 : id.TakeWhile(char.IsAsciiLetter).Count() % id.Length)..];

    private static Dictionary<string, string> Names(string fi, string sv, string en) =>
        new(new[] { ("fi", fi), ("sv", sv), ("en", en) }.Where(n => n.Item2.Length > 0).Select(n => KeyValuePair.Create(n.Item1, n.Item2)), StringComparer.Ordinal);

    private static double? Share(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string file)
    {
        using var stream = typeof(AreaFigures).Assembly.GetManifestResourceStream($"Insight.Warehouse.Areas.figures.{file}")!;
        using var reader = new StreamReader(stream);
        var header = false;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Length == 0 || !header)
            {
                header |= !line.StartsWith('#') && line.Length > 0;
                continue;
            }

            yield return line.Split(',', 7);
        }
    }
}
