using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>Follows one number of a publication back, from the lake alone.</summary>
public static class LineageReader
{
    /// <summary>Explains one cell.</summary>
    /// <param name="connection">Any DuckDB connection, for reading Parquet.</param>
    /// <param name="store">The lake.</param>
    /// <param name="manifest">The publication.</param>
    /// <param name="indicator">An indicator of it.</param>
    /// <param name="slice">A slice of the indicator.</param>
    /// <param name="cell">Area id, period as text, and a member for each breakdown in the indicator's order.</param>
    /// <returns>The lineage, or null when the slice has no such cell.</returns>
    public static Lineage? Explain(
        DbConnection connection,
        PublicationStore store,
        PublicationManifest manifest,
        PublishedIndicator indicator,
        PublishedSlice slice,
        (string Area, string Period, IReadOnlyList<string> Members) cell)
    {
        if (Cells(connection, store, indicator, slice, [cell.Area], cell.Period, cell.Members) is not [var found])
        {
            return null;
        }

        var summed = found.MemberCount is null ? [] : Summed(connection, store, manifest, indicator, slice, cell);
        var members = found.MemberCount is null || slice.View is not { Members.Count: > 0 } ? summed : MembersThen(connection, store, indicator, slice, cell);
        return new Lineage(manifest.Id, indicator, slice, found, members, Loads(manifest, indicator, found, [.. summed, .. members]))
        {
            AddedUpFrom = members.Select(m => (m.Area, m.Value)).SequenceEqual(summed.Select(m => (m.Area, m.Value))) ? [] : summed,
        };
    }

    /// <summary>One cell alone, or null when the slice has no such cell; the parameters are those of <see cref="Explain"/>.</summary>
    public static LineageCell? Cell(
        DbConnection connection, PublicationStore store, PublishedIndicator indicator, PublishedSlice slice, (string Area, string Period, IReadOnlyList<string> Members) cell) =>
        Cells(connection, store, indicator, slice, [cell.Area], cell.Period, cell.Members) is [var found] ? found : null;

    /// <summary>The municipalities that were members at the time, each with its own figure; without a value where it cannot be told any more.</summary>
    private static List<LineageCell> MembersThen(
        DbConnection connection, PublicationStore store, PublishedIndicator indicator, PublishedSlice slice, (string Area, string Period, IReadOnlyList<string> Members) cell)
    {
        var first = Period.Parse(cell.Period).FirstDay;
        var then = slice.View!.Members.Where(m => m.Parent == cell.Area && m.ValidFrom <= first && !(m.ValidTo <= first)).Select(m => m.Child).Distinct().Order(StringComparer.Ordinal).ToList();
        var found = Cells(connection, store, indicator, slice, then, cell.Period, cell.Members).ToDictionary(c => c.Area, StringComparer.Ordinal);
        return then.ConvertAll(id => found.GetValueOrDefault(id) ?? new LineageCell(
            id, cell.Period, indicator.Breakdowns.Zip(cell.Members, KeyValuePair.Create).ToDictionary(), null, null, null, Observations.ObservationStatus.NotRecalculable.Code, null, null, null));
    }

    private static IReadOnlyList<LineageCell> Summed(
        DbConnection connection,
        PublicationStore store,
        PublicationManifest manifest,
        PublishedIndicator indicator,
        PublishedSlice slice,
        (string Area, string Period, IReadOnlyList<string> Members) cell)
    {
        var document = store.Document<AreasDocument>(manifest.AreasFile);
        var areas = new AreaDirectory(document.Areas, document.Memberships, document.Changes, document.LeastTransfer);
        if (slice.View is { } view)
        {
            // Aggregates are added up in today's municipalities, whatever the division asked for.
            var first = Period.Parse(cell.Period).FirstDay;
            var summed = view.AtTheTime
                ? areas.MembersOf(cell.Area, first).SelectMany(id => areas.Map(id, first, document.CurrentDivision)).Select(target => target.Area).Distinct().ToList()
                : [.. areas.MembersOf(cell.Area, document.CurrentDivision)];
            return Cells(connection, store, indicator, slice with { View = null }, summed, cell.Period, cell.Members);
        }

        var division = Observations.Division.Parse(slice.DivisionDate, document.CurrentDivision);
        var day = division.FixedTo ?? Period.Parse(cell.Period).FirstDay;
        var ids = areas.MembersOf(cell.Area, day).Where(id => areas.TryById(id, out var area) && area.Level == AreaLevel.Municipality).ToList();
        return ids.Count == 0 ? [] : Cells(connection, store, indicator, slice, ids, cell.Period, cell.Members);
    }

    /// <summary>The loads of the sources that were read: those that brought the cell's own facts first, then the others of the same sources.</summary>
    private static List<PublishedLoad> Loads(PublicationManifest manifest, PublishedIndicator indicator, LineageCell cell, IReadOnlyList<LineageCell> members)
    {
        var own = members.Append(cell).Select(c => c.Load).OfType<int>().ToHashSet();
        var newest = indicator.Inputs.Values.Concat(own).ToHashSet();
        return [.. manifest.Loads.Where(l => newest.Contains(l.Number)).OrderByDescending(l => own.Contains(l.Number)).ThenByDescending(l => l.Number)];
    }

    private static List<LineageCell> Cells(
        DbConnection connection,
        PublicationStore store,
        PublishedIndicator indicator,
        PublishedSlice slice,
        IReadOnlyList<string> areas,
        string period,
        IReadOnlyList<string> members)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT area, period, value, numerator, denominator, status, members, members_present, load{string.Concat(indicator.Breakdowns.Select(b => $", \"{b}\""))}
            FROM {SliceRelation.Of(store, slice, indicator.Breakdowns)}
            WHERE area IN ({string.Join(", ", areas.Select(Literal))}) AND period = {Literal(period)}
              {string.Concat(indicator.Breakdowns.Zip(members, (b, m) => $" AND \"{b}\" = {Literal(m)}"))}
            ORDER BY area
            """;
        using var reader = command.ExecuteReader();
        var cells = new List<LineageCell>();
        while (reader.Read())
        {
            cells.Add(new LineageCell(
                reader.GetString(0), reader.GetString(1),
                indicator.Breakdowns.Select((b, i) => KeyValuePair.Create(b, reader.GetString(9 + i))).ToDictionary(),
                Number(reader, 2), Number(reader, 3), Number(reader, 4),
                reader.IsDBNull(5) ? "" : reader.GetString(5),
                Count(reader, 6), Count(reader, 7), Count(reader, 8)));
        }

        return cells;
    }

    private static double? Number(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Convert.ToDouble(reader.GetValue(column), CultureInfo.InvariantCulture);

    private static int? Count(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : Convert.ToInt32(reader.GetValue(column), CultureInfo.InvariantCulture);

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
