using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>
/// The tables of schema <c>ref</c> that compiled statements read: areas with their levels, members of aggregates today and at each time, and
/// where figures of each delivered division belong in the current one.
/// </summary>
/// <param name="Areas">ref.area: area, level.</param>
/// <param name="Members">ref.member: parent, child; members on the day of the current division.</param>
/// <param name="MembersAsWas">ref.member_as_was: parent, child, valid_from, valid_to as ISO text, NULL where open.</param>
/// <param name="Recoding">
/// ref.recoding: division, source_area, target_area, weight; every municipality of each division, also unchanged ones, and of the other areas
/// those that cover the same municipalities today: a figure delivered for a region of other members has no place in the current division.
/// </param>
/// <param name="RecodingAsWas">ref.recoding_as_was: source_area, target_area, weight, valid_from, valid_to; the same intervals for all areas.</param>
public sealed record ReferenceTables(
    IReadOnlyList<(string Area, string Level)> Areas,
    IReadOnlyList<(string Parent, string Child)> Members,
    IReadOnlyList<(string Parent, string Child, string? From, string? To)> MembersAsWas,
    IReadOnlyList<(string Division, string Source, string Target, double Weight)> Recoding,
    IReadOnlyList<(string Source, string Target, double Weight, string? From, string? To)> RecodingAsWas)
{
    private static readonly HashSet<AreaLevel> Aggregated = [AreaLevel.Network, AreaLevel.Region, AreaLevel.Country];

    /// <summary>The tables for a directory (networks included), the divisions of data sets, and the day of the current division.</summary>
    public static ReferenceTables For(AreaDirectory areas, IEnumerable<DataSet> dataSets, DateOnly current)
    {
        var parents = areas.Areas.Where(area => Aggregated.Contains(area.Level)).Select(area => area.Id).ToHashSet(StringComparer.Ordinal);
        var divisions = dataSets.Select(set => set.Division.FixedTo).OfType<DateOnly>().Append(current).Distinct().Order().ToList();
        return new(
            [.. areas.Areas.Select(area => (area.Id, LevelWord(area.Level)))],
            [.. parents.SelectMany(parent => areas.MembersOf(parent, current).Select(child => (parent, child)))],
            [.. areas.Memberships.Where(m => parents.Contains(m.Parent)).Select(m => (m.Parent, m.Child, Day(m.ValidFrom), Day(m.ValidTo)))],
            [.. divisions.SelectMany(day => RecodingFrom(areas, day, current).Select(row => (Day(day)!, row.Source, row.Target, row.Weight)))],
            [.. Intervals(areas).SelectMany(span => RecodingFrom(areas, span.From ?? DateOnly.MinValue, current)
                .Select(row => (row.Source, row.Target, row.Weight, Day(span.From), Day(span.To))))]);
    }

    /// <summary>Replaces the tables; within a transaction of the caller's they change at once.</summary>
    public void Write(DuckDBConnection connection)
    {
        Execute(connection, "CREATE SCHEMA IF NOT EXISTS ref");
        Replace(connection, "area", "area VARCHAR, level VARCHAR", Texts(Areas, row => row.Area), Texts(Areas, row => row.Level));
        Replace(connection, "member", "parent VARCHAR, child VARCHAR", Texts(Members, row => row.Parent), Texts(Members, row => row.Child));
        Replace(
            connection, "member_as_was", "parent VARCHAR, child VARCHAR, valid_from VARCHAR, valid_to VARCHAR",
            Texts(MembersAsWas, row => row.Parent), Texts(MembersAsWas, row => row.Child), Texts(MembersAsWas, row => row.From), Texts(MembersAsWas, row => row.To));
        Replace(
            connection, "recoding", "division VARCHAR, source_area VARCHAR, target_area VARCHAR, weight DOUBLE",
            Texts(Recoding, row => row.Division), Texts(Recoding, row => row.Source), Texts(Recoding, row => row.Target), Numbers(Recoding, row => row.Weight));
        Replace(
            connection, "recoding_as_was", "source_area VARCHAR, target_area VARCHAR, weight DOUBLE, valid_from VARCHAR, valid_to VARCHAR",
            Texts(RecodingAsWas, row => row.Source), Texts(RecodingAsWas, row => row.Target), Numbers(RecodingAsWas, row => row.Weight),
            Texts(RecodingAsWas, row => row.From), Texts(RecodingAsWas, row => row.To));
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

    private static List<(string Source, string Target, double Weight)> RecodingFrom(AreaDirectory areas, DateOnly day, DateOnly current)
    {
        var municipalities = areas.Areas
            .Where(area => area.Level == AreaLevel.Municipality && !(area.ValidFrom > day) && !(area.ValidTo <= day))
            .SelectMany(area => areas.Map(area.Id, day, current).Select(target => (Source: area.Id, Target: target.Area, target.Weight))).ToList();
        var (targets, sources) = (municipalities.ToLookup(row => row.Source, row => row.Target), municipalities.ToLookup(row => row.Target, row => row.Source));
        var unchanged = areas.Areas.Where(area => area.Level != AreaLevel.Municipality && CoversTheSame(area.Id));
        return [.. municipalities, .. unchanged.Select(area => (area.Id, area.Id, 1.0))];

        // Exactly the municipalities that belonged to the area on the day have become its members of the current division.
        bool CoversTheSame(string area)
        {
            var (then, now) = (areas.MembersOf(area, day).ToHashSet(), areas.MembersOf(area, current).ToHashSet());
            return then.SetEquals(now.SelectMany(target => sources[target])) && then.All(source => targets[source].All(now.Contains));
        }
    }

    /// <summary>The times between two changes of municipalities or memberships, the first and the last being open.</summary>
    private static IEnumerable<(DateOnly? From, DateOnly? To)> Intervals(AreaDirectory areas)
    {
        var changes = areas.Changes.Select(change => change.Date)
            .Concat(areas.Memberships.SelectMany(m => new[] { m.ValidFrom, m.ValidTo ?? DateOnly.MinValue })).Where(day => day > DateOnly.MinValue);
        List<DateOnly?> dates = [null, .. changes.Distinct().Order().Select(day => (DateOnly?)day), null];
        return dates.Zip(dates.Skip(1));
    }

    private static void Replace(DuckDBConnection connection, string table, string declaration, params DuckDBColumn[] columns)
    {
        Execute(connection, $"CREATE OR REPLACE TABLE ref.{table} ({declaration})");
        using var appender = connection.CreateAppender("ref", table);
        appender.AppendColumns(columns);
    }

    private static DuckDBColumn Texts<T>(IReadOnlyList<T> rows, Func<T, string?> value) => DuckDBColumn.Of([.. rows.Select(value)]);

    private static DuckDBColumn Numbers<T>(IReadOnlyList<T> rows, Func<T, double> value) => DuckDBColumn.Of([.. rows.Select(row => (double?)value(row))]);

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string? Day(DateOnly? day) => day is null || day == DateOnly.MinValue ? null : day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
