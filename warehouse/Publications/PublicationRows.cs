using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>
/// A statement that gives rows of one indicator, division and frequency: area, period, breakdown (<c>sex=total;age=65-74</c>, empty without
/// breakdowns), value, numerator, denominator, status (empty where normal), members, members_present, break, operation.
/// </summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Division">Division.</param>
/// <param name="Frequency">Frequency.</param>
/// <param name="Sql">The statement.</param>
/// <param name="Rows">At most so many rows.</param>
public sealed record RowStatement(string Indicator, string Division, Frequency Frequency, string Sql, long Rows);

/// <summary>
/// The rows of a publication, and of what changed between two, indicator after indicator: who applies the changes to the rows of the one has
/// the rows of the other. Areas as they were in earlier divisions are not among them; they are read with <c>division=</c>.
/// </summary>
public static class PublicationRows
{
    /// <summary>All rows of a publication.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="manifest">The publication.</param>
    /// <param name="isAsked">Chooses indicators by id.</param>
    public static IReadOnlyList<RowStatement> All(PublicationStore store, PublicationManifest manifest, Func<string, bool> isAsked) =>
    [
        .. from pair in SlicePair.Of(null, manifest)
           where isAsked(pair.Indicator)
           select new RowStatement(
               pair.Indicator, pair.Division, pair.Frequency,
               $"""
               SELECT area, period, {Breakdown(pair)} AS breakdown, value, numerator, denominator, coalesce(status, '') AS status, members, members_present, "break", NULL::VARCHAR AS operation
               FROM {SliceRelation.File(store, pair.After!)}
               """,
               pair.After!.Rows),
    ];

    /// <summary>The rows that are new, differ (upsert) or are gone (delete); of what is gone only the key counts.</summary>
    /// <param name="store">The lake.</param>
    /// <param name="before">The publication before, or null.</param>
    /// <param name="after">The publication after.</param>
    /// <param name="isAsked">Chooses indicators by id.</param>
    public static IReadOnlyList<RowStatement> Changed(PublicationStore store, PublicationManifest? before, PublicationManifest after, Func<string, bool> isAsked) =>
    [
        .. from pair in SlicePair.Of(before, after)
           where isAsked(pair.Indicator)
           select new RowStatement(
               pair.Indicator, pair.Division, pair.Frequency,
               $"""
               {SliceCells.With(store, pair)}
               SELECT area, period, {Breakdown(pair)} AS breakdown, new_value AS value, numerator, denominator, new_status AS status, members, members_present,
                      coalesce(is_break, false) AS "break", operation
               FROM cells WHERE operation IS NOT NULL
               """,
               (pair.Before?.Rows ?? 0) + (pair.After?.Rows ?? 0)),
    ];

    private static string Breakdown(SlicePair pair) => pair.Breakdowns.Count == 0
        ? "''"
        : string.Join(" || ", pair.Breakdowns.Select((name, i) => $"{SliceCells.Literal((i == 0 ? "" : ";") + name + "=")} || {SliceCells.Quote(name)}"));
}
