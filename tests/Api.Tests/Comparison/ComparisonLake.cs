using System.Globalization;
using System.Text.Json.Nodes;
using Api.Tests.Lake;
using Insight.Indicators.Comparison;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Api.Tests.Comparison;

/// <summary>Two publications with a few invented series of the four municipalities and others, 2012–2022.</summary>
internal static class ComparisonLake
{
    public static readonly DateTimeOffset Second = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    private const int First = 2012;

    /// <summary>Numerators of 1,000 by area: Asikkala rises at last, Orimattila lacks 2021, Hollola has the reform of 2017, Heinola that of 2023.</summary>
    private static readonly Dictionary<string, int?[]> Rates = new()
    {
        ["KU016"] = [100, 101, 99, 100, 102, 100, 101, 100, 99, 100, 130],
        ["KU098"] = [80, 81, 80, 79, 80, 81, 80, 80, 79, 81, 80],
        ["KU111"] = [150, 151, 149, 150, 152, 150, 149, 150, 151, 150, 149],
        ["KU560"] = [120, 121, 119, 120, 122, 120, 121, 119, 120, null, 121],
        ["KU398"] = [140, 141, 139, 140, 142, 140, 141, 139, 140, 141, 140],
        ["KU091"] = [110, 111, 109, 110, 112, 110, 111, 109, 110, 111, 110],
    };

    /// <summary>Writes both and says their ids.</summary>
    public static (string First, string Second) Write(LakeWriter lake)
    {
        var first = lake.Publish(LakeWriter.FirstDay, [Rate(lake, asikkalaBefore: 100)]);
        var second = lake.Publish(
            Second,
            [Rate(lake, asikkalaBefore: 96), Population(lake), Offences(lake), Survey(lake), Index(lake),
                Feature(lake, "tertiary-education-share", (2016, 2), (2018, 6)), Feature(lake, "economic-dependency-ratio", (2016, 2)), Feature(lake, "job-self-sufficiency", (2004, 6)),
                LakeWriter.Indicator("waiting", "RATIO", [])],
            first,
            [
                new("KU111/rate/2030", "KU111", "rate", 1, new(2012, 15, "test"), 2030, 10, TargetPath.Linear, [], "§ 12", false, new Dictionary<string, string>()),
                new("KU016/offences/2030", "KU016", "offences", 1, new(2012, 1, "test"), 2030, 0.5, TargetPath.Geometric, [], "§ 13", true, new Dictionary<string, string>()),
            ]);
        return (first, second);
    }

    /// <summary>A register's rate; Asikkala's figure of 2021 differs between the publications.</summary>
    private static PublishedIndicator Rate(LakeWriter lake, int asikkalaBefore)
    {
        var rows = Rates.SelectMany(area => area.Value.Select((part, i) => Row(
            area.Key, First + i, area.Key == "KU016" && First + i == 2021 ? asikkalaBefore : part, 1000))).ToList();
        rows.AddRange(Enumerable.Range(0, 11).Select(i =>
        {
            var members = new[] { "KU016", "KU098", "KU111", "KU560" }.Select(id => id == "KU016" && First + i == 2021 ? asikkalaBefore : Rates[id][i]).ToList();
            return members.Contains(null) ? Row("network:paijat-hame-4", First + i, null, null, "member-missing", 3) : Row("network:paijat-hame-4", First + i, members.Sum(), 4000, null, 4);
        }));
        return LakeWriter.Indicator("rate", "RATIO", [lake.Slice(Frequency.Annual, Table(rows))], definition: Definition("percent", "register", null, """
            [{"from":"2017-01-01","areas":["KU098"],"reason":{"fi":"a","sv":"b","en":"c"}},{"from":"2023-01-01","areas":["KU111"],"reason":{"fi":"a","sv":"b","en":"c"}}]
            """));
    }

    private static PublishedIndicator Population(LakeWriter lake) => LakeWriter.Indicator(
        "population", "SUM",
        [lake.Slice(Frequency.Annual, Table(new[] { ("KU016", 8000), ("KU098", 23000), ("KU111", 18000), ("KU560", 15700), ("KU398", 120000), ("KU091", 650000) }
            .Select(pair => Row(pair.Item1, 2020, pair.Item2, null))))]);

    /// <summary>What municipalities are like, of as many of them as are said, Heinola first.</summary>
    private static PublishedIndicator Feature(LakeWriter lake, string id, params (int Year, int Municipalities)[] known) => LakeWriter.Indicator(
        id, "RATIO",
        [lake.Slice(Frequency.Annual, Table(known.SelectMany(year => new[] { "KU111", "KU398", "KU016", "KU098", "KU560", "KU091" }.Take(year.Municipalities)
            .Select((area, i) => Row(area, year.Year, 20 + i, 100)))))]);

    private static PublishedIndicator Offences(LakeWriter lake) => LakeWriter.Indicator(
        "offences", "RATIO", [lake.Slice(Frequency.Annual, Table([Row("KU016", 2021, 12, 1000), Row("KU016", 2022, 26, 1000), Row("KU111", 2021, 12, 1000), Row("KU111", 2022, 8, 1000)]))],
        definition: Definition("per-1000", "counts", null, "[]"));

    private static PublishedIndicator Survey(LakeWriter lake) => LakeWriter.Indicator(
        "survey", "RATIO", [lake.Slice(Frequency.Annual, Table([Row("KU016", 2021, 30, 60), Row("KU016", 2022, 3, 20), Row("KU111", 2022, 0, 10)]))],
        definition: Definition("percent", "sample", "denominator", "[]"));

    private static PublishedIndicator Index(LakeWriter lake) => LakeWriter.Indicator(
        "index", "NOT-AGGREGABLE", [lake.Slice(Frequency.Annual, Table([Row("KU016", 2021, null, null, value: 101), Row("KU016", 2022, null, null, value: 103)]))], synthetic: true);

    private static JsonNode Definition(string unit, string kind, string? respondents, string breaks) => JsonNode.Parse($$"""
        {"unit":{"id":"{{unit}}"},"variation":{"kind":"{{kind}}","respondents":{{(respondents is null ? "null" : $"\"{respondents}\"")}},"population":null},"breaks":{{breaks}},"inputs":[]}
        """)!;

    private static string Row(string area, int year, int? part, int? whole, string? status = null, int? members = null, double? value = null)
    {
        var number = value ?? (part is null ? null : whole is null ? part : 100.0 * part / whole);
        status ??= number is null ? "not-available" : null;
        return string.Create(CultureInfo.InvariantCulture, $"('{area}','{year}',{Number(number)},{Number(part)},{Number(whole)},{(status is null ? "NULL" : $"'{status}'")},{Number(members is null ? null : 4)},{Number(members)},1)");
    }

    private static string Number(double? number) => number is null ? "NULL" : LakeWriter.Number(number.Value);

    private static string Table(IEnumerable<string> rows) =>
        $"SELECT * REPLACE (value::DOUBLE AS value, numerator::DOUBLE AS numerator, denominator::DOUBLE AS denominator, status::VARCHAR AS status, members::INTEGER AS members, members_present::INTEGER AS members_present, load::INTEGER AS load) FROM (VALUES {string.Join(", ", rows)}) AS t({string.Format(CultureInfo.InvariantCulture, SmallLake.Columns, "")}) ORDER BY ALL";
}
