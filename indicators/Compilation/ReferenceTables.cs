using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>
/// The tables of schema <c>ref</c> that compiled statements read: areas with their levels, members of aggregates, and where figures of each
/// delivered division belong. Beside today's areas they hold those of earlier divisions that were made otherwise, see <see cref="HistoricArea"/>.
/// </summary>
/// <param name="Areas">ref.area: area, level.</param>
/// <param name="Members">ref.member: parent, child, valid_from, valid_to, members, settled; see <see cref="MemberRow"/>.</param>
/// <param name="Recoding">ref.recoding: division, source_area, target_area, weight, parts, valid_from, valid_to; see <see cref="RecodedArea"/>.</param>
public sealed record ReferenceTables(
    IReadOnlyList<(string Area, string Level)> Areas, IReadOnlyList<MemberRow> Members, IReadOnlyList<RecodedArea> Recoding)
{
    /// <summary>The tables for a directory (networks included), the divisions of data sets, and the day of the current division.</summary>
    public static ReferenceTables For(AreaDirectory areas, IEnumerable<DataSet> dataSets, DateOnly current)
    {
        var sets = dataSets.ToList();
        var recoding = new DivisionRecoding(areas, current);
        var divisions = sets.Select(set => set.Division.FixedTo).OfType<DateOnly>().Append(current).Distinct().Order();
        List<RecodedArea> rows = [.. Spans.Joined(divisions.SelectMany(recoding.Fixed).Concat(recoding.AsWas()), row => (row.From, row.To), (row, from, to) => row with { From = from, To = to })];
        var members = new MembersAtTheTime(areas, current);
        List<MemberRow> today = [.. members.Parents.SelectMany(parent => MemberRow.Of(members, parent, parent, members.Of(parent, current), "", DivisionRecoding.Ever))];
        List<MemberRow> then = [.. members.Differing().SelectMany(twin => MemberRow.Of(
            members, twin.Parent, HistoricArea.Id(twin.Parent, HistoricArea.AtTheTime), twin.Members, Day(twin.From) ?? "", Day(twin.To) ?? DivisionRecoding.Ever))];
        var levels = areas.Areas.ToDictionary(area => area.Id, area => LevelWord(area.Level), StringComparer.Ordinal);
        var historic = rows.Select(row => row.Target).Concat(then.Select(row => row.Parent)).Where(id => id.Contains(HistoricArea.Separator)).Distinct();
        return new(
            [.. levels.Select(pair => (pair.Key, pair.Value)), .. historic.Select(id => (id, levels[id[..id.IndexOf(HistoricArea.Separator)]]))],
            [.. Spans.Joined(today.Concat(then), row => (row.From, row.To), (row, from, to) => row with { From = from, To = to })],
            rows);
    }

    /// <summary>Replaces the tables, and the functions that turn codes of statuses into ranks and back (<c>ref.status_rank</c>, <c>ref.status_code</c>); within a transaction of the caller's they change at once.</summary>
    public void Write(DuckDBConnection connection)
    {
        Execute(connection, "CREATE SCHEMA IF NOT EXISTS ref");
        foreach (var function in StatusSql.Functions)
        {
            Execute(connection, function);
        }

        Replace(connection, "area", "area VARCHAR, level VARCHAR", Texts(Areas, row => row.Area), Texts(Areas, row => row.Level));
        Replace(
            connection, "member", "parent VARCHAR, child VARCHAR, valid_from VARCHAR, valid_to VARCHAR, members DOUBLE, settled DOUBLE",
            Texts(Members, row => row.Parent), Texts(Members, row => row.Child), Texts(Members, row => row.From), Texts(Members, row => row.To),
            Numbers(Members, row => row.Count), Numbers(Members, row => row.IsSettled ? 1 : 0));
        Replace(
            connection, "recoding",
            "division VARCHAR, source_area VARCHAR, target_area VARCHAR, weight DOUBLE, parts DOUBLE, valid_from VARCHAR, valid_to VARCHAR",
            Texts(Recoding, row => row.Division), Texts(Recoding, row => row.Source), Texts(Recoding, row => row.Target),
            Numbers(Recoding, row => row.Weight), Numbers(Recoding, row => row.Parts), Texts(Recoding, row => row.From), Texts(Recoding, row => row.To));
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

    private static void Replace(DuckDBConnection connection, string table, string declaration, params DuckDBColumn[] columns)
    {
        Execute(connection, $"CREATE OR REPLACE TABLE ref.{table} ({declaration})");
        using var appender = connection.CreateAppender("ref", table);
        appender.AppendColumns(columns);
    }

    private static DuckDBColumn Texts<T>(IReadOnlyList<T> rows, Func<T, string?> value) => DuckDBColumn.Of([.. rows.Select(value)]);

    private static DuckDBColumn Numbers<T>(IReadOnlyList<T> rows, Func<T, double?> value) => DuckDBColumn.Of([.. rows.Select(value)]);

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>That a municipality of today belongs to an aggregate.</summary>
/// <param name="Parent">The aggregate, or its twin with the members at the time.</param>
/// <param name="Child">The municipality.</param>
/// <param name="From">First day of the periods for which it belongs; empty for all.</param>
/// <param name="To">First day for which it does not any more.</param>
/// <param name="Count">How many members the aggregate has then.</param>
/// <param name="IsSettled">Whether all that the municipality exchanged with others stayed within the aggregate.</param>
public sealed record MemberRow(string Parent, string Child, string From, string To, int Count, bool IsSettled)
{
    internal static IEnumerable<MemberRow> Of(
        MembersAtTheTime members, string parent, string id, IReadOnlySet<string> children, string from, string to) =>
        children.Order(StringComparer.Ordinal).Select(child => new MemberRow(id, child, from, to, children.Count, members.IsSettled(parent, child)));
}
