using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>
/// The tables of schema <c>ref</c> that compiled statements read: areas with their levels, members of aggregates today and at each time, and
/// where figures of each delivered division belong in the current one.
/// </summary>
/// <param name="Areas">ref.area: area, level.</param>
/// <param name="Members">ref.member: parent, child; members on the day of the current division.</param>
/// <param name="MembersAsWas">ref.member_as_was: parent, child, valid_from, valid_to as ISO text, NULL where open.</param>
/// <param name="Recoding">ref.recoding: division, source_area, target_area, weight; every area of each division, also unchanged ones.</param>
/// <param name="RecodingAsWas">ref.recoding_as_was: source_area, target_area, weight, valid_from, valid_to; the same intervals for all areas.</param>
public sealed record ReferenceTables(
    IReadOnlyList<(string Area, string Level)> Areas,
    IReadOnlyList<(string Parent, string Child)> Members,
    IReadOnlyList<(string Parent, string Child, string? From, string? To)> MembersAsWas,
    IReadOnlyList<(string Division, string Source, string Target, double Weight)> Recoding,
    IReadOnlyList<(string Source, string Target, double Weight, string? From, string? To)> RecodingAsWas)
{
    /// <summary>Rows of one INSERT; more makes statements that are slow to parse.</summary>
    private const int RowsPerInsert = 500;

    private static readonly HashSet<AreaLevel> Aggregated = [AreaLevel.Network, AreaLevel.Region, AreaLevel.Country];

    /// <summary>The tables for a directory (networks included), the divisions of data sets, and the day of the current division.</summary>
    public static ReferenceTables For(AreaDirectory areas, IEnumerable<DataSet> dataSets, DateOnly current)
    {
        var parents = areas.Areas.Where(area => Aggregated.Contains(area.Level)).Select(area => area.Id).ToHashSet(StringComparer.Ordinal);
        var municipalities = areas.Areas.Where(area => area.Level == AreaLevel.Municipality).ToList();
        var divisions = dataSets.Select(set => set.Division.FixedTo).OfType<DateOnly>().Append(current).Distinct().Order().ToList();
        return new(
            [.. areas.Areas.Select(area => (area.Id, LevelWord(area.Level)))],
            [.. parents.SelectMany(parent => areas.MembersOf(parent, current).Select(child => (parent, child)))],
            [.. areas.Memberships.Where(m => parents.Contains(m.Parent)).Select(m => (m.Parent, m.Child, Day(m.ValidFrom), Day(m.ValidTo)))],
            [.. divisions.SelectMany(day => Mapped(areas, municipalities, day, current).Select(row => (Day(day)!, row.Source, row.Target, row.Weight)))],
            [.. Intervals(areas).SelectMany(span => Mapped(areas, municipalities, span.From ?? DateOnly.MinValue, current)
                .Select(row => (row.Source, row.Target, row.Weight, Day(span.From), Day(span.To))))]);
    }

    /// <summary>Replaces the tables.</summary>
    public void Write(DbConnection connection)
    {
        Execute(connection, "CREATE SCHEMA IF NOT EXISTS ref");
        Replace(connection, "area", "area VARCHAR, level VARCHAR", Areas.Select(row => $"({Text(row.Area)}, {Text(row.Level)})"));
        Replace(connection, "member", "parent VARCHAR, child VARCHAR", Members.Select(row => $"({Text(row.Parent)}, {Text(row.Child)})"));
        Replace(connection, "member_as_was", "parent VARCHAR, child VARCHAR, valid_from VARCHAR, valid_to VARCHAR", MembersAsWas.Select(row => $"({Text(row.Parent)}, {Text(row.Child)}, {Text(row.From)}, {Text(row.To)})"));
        Replace(connection, "recoding", "division VARCHAR, source_area VARCHAR, target_area VARCHAR, weight DOUBLE PRECISION", Recoding.Select(row => $"({Text(row.Division)}, {Text(row.Source)}, {Text(row.Target)}, {SqlText.Number(row.Weight)})"));
        Replace(connection, "recoding_as_was", "source_area VARCHAR, target_area VARCHAR, weight DOUBLE PRECISION, valid_from VARCHAR, valid_to VARCHAR", RecodingAsWas.Select(row => $"({Text(row.Source)}, {Text(row.Target)}, {SqlText.Number(row.Weight)}, {Text(row.From)}, {Text(row.To)})"));
    }

    /// <summary>The word for a level in ref.area.</summary>
    public static string LevelWord(AreaLevel level) => level switch
    {
        AreaLevel.Country => "country",
        AreaLevel.Region => "region",
        AreaLevel.SubRegion => "sub-region",
        AreaLevel.WellbeingCounty => "wellbeing-county",
        AreaLevel.Municipality => "municipality",
        AreaLevel.Grouping => "grouping",
        AreaLevel.Network => "network",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No word for this level of areas."),
    };

    private static IEnumerable<(string Source, string Target, double Weight)> Mapped(AreaDirectory areas, IReadOnlyList<Area> municipalities, DateOnly day, DateOnly current) =>
        municipalities.Where(area => !(area.ValidFrom > day) && !(area.ValidTo <= day))
            .SelectMany(area => areas.Map(area.Id, day, current).Select(target => (area.Id, target.Area, target.Weight)));

    /// <summary>The times between two changes of the division, the first and the last being open.</summary>
    private static IEnumerable<(DateOnly? From, DateOnly? To)> Intervals(AreaDirectory areas)
    {
        List<DateOnly?> dates = [null, .. areas.Changes.Select(change => (DateOnly?)change.Date).Distinct().Order(), null];
        return dates.Zip(dates.Skip(1));
    }

    private static void Replace(DbConnection connection, string table, string columns, IEnumerable<string> rows)
    {
        Execute(connection, $"DROP TABLE IF EXISTS ref.{table}");
        Execute(connection, $"CREATE TABLE ref.{table} ({columns})");
        foreach (var batch in rows.Chunk(RowsPerInsert))
        {
            Execute(connection, $"INSERT INTO ref.{table} VALUES {string.Join(", ", batch)}");
        }
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Text(string? text) => text is null ? "NULL" : SqlText.Text(text);

    private static string? Day(DateOnly? day) => day is null || day == DateOnly.MinValue ? null : day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
