using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>What is read of a slice, as a relation for FROM: its file, or its file with the areas of another division in their place.</summary>
public static class SliceRelation
{
    private const string Nothing = "NULL AS value, NULL AS numerator, NULL AS denominator, 'not-recalculable' AS status, NULL AS members, NULL AS members_present, NULL AS load, false AS \"break\"";

    /// <summary>The relation with the columns of <see cref="PublishedSlice"/>.</summary>
    public static string Of(PublicationStore store, PublishedSlice slice, IReadOnlyList<string> breakdowns)
    {
        var current = File(store, slice);
        return slice.View is { } view ? InView(current, store, slice, view, breakdowns) : current;
    }

    /// <summary>The slice's file as it is, with the column <c>break</c> also where the file has none.</summary>
    internal static string File(PublicationStore store, PublishedSlice slice)
    {
        var file = $"read_parquet({Literal(store.ParquetPath(slice.File))})";
        return slice.HasBreaks ? file : $"(SELECT *, false AS \"break\" FROM {file})";
    }

    /// <summary>
    /// Areas that are as today from the slice; those that were others from the history, or without a value where nothing can be said of them.
    /// In the division of each period an area whose composition changes has a break there.
    /// </summary>
    private static string InView(string current, PublicationStore store, PublishedSlice slice, DivisionView view, IReadOnlyList<string> breakdowns)
    {
        var keys = string.Concat(breakdowns.Select(b => $", \"{b}\""));
        var same = string.Concat(breakdowns.Select(b => $" AND h.\"{b}\" = p.\"{b}\""));
        var day = FirstDay("v.period", slice.Frequency);
        var history = view.History is { } other ? File(store, other) : $"(SELECT * FROM {current} WHERE false)";
        return $"""
            (WITH today AS (SELECT * FROM {current}),
            changed AS (SELECT * FROM (VALUES {Rows(view)}) AS c(area, label, era, valid_from, valid_to, is_there)),
            then_ AS (
              SELECT v.* REPLACE (c.area AS area), c.era
              FROM {history} AS v JOIN changed AS c ON v.area = c.area || '@' || c.label AND {day} >= c.valid_from AND {day} < c.valid_to
              UNION ALL
              SELECT v.* REPLACE (split_part(v.area, '@', 1) AS area), 'at-the-time'
              FROM {history} AS v WHERE {(view.AtTheTime ? "v.area LIKE '%@at-the-time'" : "false")}
            ),
            lost AS (
              SELECT v.area, p.period{string.Concat(breakdowns.Select(b => $", p.\"{b}\""))}, {Nothing}, v.era
              FROM changed AS v JOIN (SELECT DISTINCT period{keys} FROM today) AS p
                ON v.is_there AND {FirstDay("p.period", slice.Frequency)} >= v.valid_from AND {FirstDay("p.period", slice.Frequency)} < v.valid_to
              WHERE NOT EXISTS (SELECT 1 FROM then_ AS h WHERE h.area = v.area AND h.period = p.period{same})
            ),
            every AS (
              SELECT v.*, 'today' AS era FROM today AS v
              WHERE NOT EXISTS (SELECT 1 FROM changed AS c WHERE c.area = v.area AND {day} >= c.valid_from AND {day} < c.valid_to)
                AND NOT EXISTS (SELECT 1 FROM then_ AS h WHERE h.era = 'at-the-time' AND h.area = v.area AND h.period = v.period)
              UNION ALL BY NAME SELECT * FROM then_
              UNION ALL BY NAME SELECT * FROM lost
            )
            SELECT * EXCLUDE (era) REPLACE ("break" OR {(view.Label == DivisionView.AsWas || view.AtTheTime ? Changes(keys) : "false")} AS "break") FROM {Counted(slice, view, breakdowns)}
            ORDER BY area{keys}, period)
            """;
    }

    /// <summary>
    /// The rows, in which aggregates count the municipalities that were their members at the time. A complete one has all of them: a municipality whose
    /// own figure cannot be told any more is in the figure of the one that it became part of.
    /// </summary>
    private static string Counted(PublishedSlice slice, DivisionView view, IReadOnlyList<string> breakdowns)
    {
        if (view.Members.Count == 0)
        {
            return "every";
        }

        var keys = string.Concat(breakdowns.Select(b => $", e.\"{b}\""));
        var same = string.Concat(breakdowns.Select(b => $" AND m.\"{b}\" = e.\"{b}\""));
        var alike = string.Concat(breakdowns.Select(b => $" AND t.\"{b}\" = e.\"{b}\""));
        var day = FirstDay("e.period", slice.Frequency);
        return $"""
            (SELECT e.* REPLACE (
                CASE WHEN e.members IS NULL THEN NULL ELSE coalesce(t.all_members, e.members) END::INTEGER AS members,
                CASE WHEN t.all_members IS NULL THEN e.members_present WHEN e.members_present = e.members THEN t.all_members ELSE t.with_value END::INTEGER AS members_present)
             FROM every AS e LEFT JOIN (
               SELECT e.area, e.period{keys}, count(*) AS all_members, count(m.value) AS with_value
               FROM every AS e
               JOIN (VALUES {string.Join(", ", view.Members.Select(m => $"({Literal(m.Parent)}, {Literal(m.Child)}, {Literal(Day(m.ValidFrom))}, {Literal(Day(m.ValidTo ?? DateOnly.MaxValue))})"))}) AS o(parent, child, valid_from, valid_to)
                 ON o.parent = e.area AND {day} >= o.valid_from AND {day} < o.valid_to
               LEFT JOIN every AS m ON m.area = o.child AND m.period = e.period{same}
               WHERE e.members IS NOT NULL GROUP BY ALL) AS t ON t.area = e.area AND t.period = e.period{alike})
            """;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Changes(string keys) =>
        $"coalesce(value IS NOT NULL AND era <> lag(CASE WHEN value IS NOT NULL THEN era END IGNORE NULLS) OVER (PARTITION BY area{keys} ORDER BY period), false)";

    private static string Rows(DivisionView view) => string.Join(", ", view.Changed
        .Select(c => $"({Literal(c.Area)}, {Literal(c.Label)}, {Literal(c.Era)}, '{c.From}', '{c.To}', {(c.Exists ? "true" : "false")})")
        .DefaultIfEmpty("('', '', '', '', '', false)"));

    private static string FirstDay(string period, Frequency frequency) => frequency switch
    {
        Frequency.Annual => $"({period} || '-01-01')",
        Frequency.Monthly => $"({period} || '-01')",
        _ => $"(substr({period}, 1, 5) || CASE substr({period}, 6, 2) WHEN 'Q1' THEN '01' WHEN 'Q2' THEN '04' WHEN 'Q3' THEN '07' ELSE '10' END || '-01')",
    };

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
