using System.Globalization;
using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Computation;

/// <summary>
/// Adds the column <c>break</c> to computed rows: true for the first value of a series after a break that concerns its area or, of an
/// aggregate, any of its members. A series that has no value before the break has nothing to break with.
/// </summary>
internal static class BreakMarks
{
    /// <summary>A SELECT of all rows of a table with the mark.</summary>
    public static string Select(string table, IReadOnlyList<string> breakdowns, Frequency frequency, IReadOnlyList<SeriesBreak> breaks)
    {
        if (breaks.Count == 0)
        {
            return $"SELECT *, false AS \"break\" FROM {table}";
        }

        var keys = string.Concat(breakdowns.Select(name => $", v.{SqlText.Name(name)}"));
        var same = string.Concat(breakdowns.Select(name => $" AND k.{SqlText.Name(name)} = v.{SqlText.Name(name)}"));
        return $"""
            WITH named AS (SELECT * FROM (VALUES {Rows(breaks)}) AS b(id, since, area)),
            concerned AS (
              SELECT id, since, area FROM named WHERE area <> ''
              UNION
              SELECT b.id, b.since, {Today("m.parent")} FROM named AS b JOIN ref.member AS m ON m.child = b.area
              UNION
              SELECT b.id, b.since, a.area FROM named AS b CROSS JOIN (SELECT DISTINCT {Today("area")} AS area FROM {table}) AS a WHERE b.area = ''
            ),
            marks AS (
              SELECT v.area{keys}, {After(frequency)} AS period
              FROM {table} AS v
              JOIN concerned AS b ON b.area = {Today("v.area")}{Members(breaks)}
              WHERE v.value IS NOT NULL
              GROUP BY v.area{keys}, b.since
              HAVING min(v.period) < {After(frequency)}
            )
            SELECT v.*, EXISTS (SELECT 1 FROM marks AS k WHERE k.area = v.area{same} AND k.period = v.period) AS "break"
            FROM {table} AS v
            """;
    }

    /// <summary>The area without its division: an area has its breaks in every division.</summary>
    private static string Today(string area) => $"split_part({area}, '{HistoricArea.Separator}', 1)";

    /// <summary>The first period that begins on or after the break.</summary>
    private static string After(Frequency frequency) => $"min(v.period) FILTER (WHERE {SeriesSteps.FirstDay("v.period", frequency)} >= b.since)";

    /// <summary>A row for each break and area; one without an area for a break of all.</summary>
    private static string Rows(IReadOnlyList<SeriesBreak> breaks) => string.Join(", ", breaks
        .SelectMany((item, i) => (item.Areas.Count == 0 ? [""] : item.Areas).Select(area => (Id: i, item.From, Area: area)))
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"({row.Id}, '{row.From:yyyy-MM-dd}', {SqlText.Text(row.Area)})")));

    /// <summary>Of a break that only some members of a breakdown have, the condition that a row is one of theirs.</summary>
    private static string Members(IReadOnlyList<SeriesBreak> breaks) => string.Concat(breaks.Index()
        .SelectMany(item => (item.Item.Where ?? new Dictionary<string, IReadOnlyList<string>>()).Select(pair => string.Create(
            CultureInfo.InvariantCulture, $" AND (b.id <> {item.Index} OR v.{SqlText.Name(pair.Key)} IN ({SqlText.List(pair.Value.Select(SqlText.Text))}))"))));
}
