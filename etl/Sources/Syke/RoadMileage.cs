using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Syke;

/// <summary>
/// The table of road mileage (million km) by municipality, place and mode, a column a year. The municipality's figure is the sum over all
/// its rows: some modes have a row for <c>street</c> and one for <c>road</c>, the others one for <c>street and road</c>, which is no total
/// of the two. One that lacks a part which most municipalities have, has a part twice or has a mode both ways gets no figure.
/// </summary>
internal sealed class RoadMileage(LandedFile file, MunicipalityNames names, StagingArea staging)
{
    private const string Both = "street and road";

    private readonly Dictionary<string, Parts> areas = new(StringComparer.Ordinal);

    /// <summary>Reads the payload and stages one row a municipality and year.</summary>
    /// <exception cref="PayloadException">No column is a year.</exception>
    public void Stage()
    {
        using var table = TextTable.Open(file, TextFormat.Comma, staging, "municipality", "place", "mode");
        var years = table.Columns.Index().Where(c => c.Item.Length == 4 && c.Item.All(char.IsAsciiDigit))
            .Select(c => (Column: c.Index, Year: int.Parse(c.Item, CultureInfo.InvariantCulture))).ToArray();
        if (years.Length == 0)
        {
            throw new PayloadException($"{file.Name}:1: no column is a year such as 2018; the file has {string.Join(", ", table.Columns)}.");
        }

        var (municipality, place, mode) = (table.Column("municipality"), table.Column("place"), table.Column("mode"));
        while (table.Read())
        {
            if (names.Find(table, municipality) is { } area)
            {
                Read(table, Of(area, table, municipality, years.Length), place, mode, years);
            }
        }

        RefuseIncomplete();
        var target = staging.Table("road-mileage");
        foreach (var (area, parts) in areas)
        {
            foreach (var (i, (_, year)) in years.Index())
            {
                target.Add(file, parts.Line, area, Period.Year(year), [], [parts.Years[i].Result]);
            }
        }
    }

    private static void Read(TextTable table, Parts parts, int place, int mode, (int Column, int Year)[] years)
    {
        if (FaultOf(table, parts, place, mode) is { } fault)
        {
            table.Refuse(fault);
            parts.Spoil();
            return;
        }

        foreach (var (i, (column, _)) in years.Index())
        {
            parts.Years[i].Add(table.TryNumber(column, out var figure), figure);
        }
    }

    private static RowFault? FaultOf(TextTable table, Parts parts, int placeColumn, int modeColumn)
    {
        var (place, mode) = (table.Text(placeColumn), table.Text(modeColumn));
        if (place is not ("street" or "road" or Both))
        {
            return new(placeColumn, $"neither street, road nor {Both}", "correct the cell");
        }

        if (parts.Seen.Any(other => other.Mode == mode && other.Place == Both != (place == Both)))
        {
            return new(
                placeColumn, $"'{mode}' stands both as '{Both}' and as street or road, so that a sum would count it twice",
                "keep one of the two ways");
        }

        return parts.Seen.Add((place, mode))
            ? null
            : new(modeColumn, $"'{mode}' on '{place}' stands twice for {parts.Name}", "keep the right one of the two rows");
    }

    /// <summary>Refuses municipalities that lack a part which most others have: their sum would be too small without notice.</summary>
    private void RefuseIncomplete()
    {
        var usual = areas.Values.SelectMany(a => a.Seen).CountBy(part => part).Where(part => part.Value * 2 > areas.Count).Select(part => part.Key).ToList();
        foreach (var parts in areas.Values)
        {
            var lacking = usual.Except(parts.Seen).Select(p => $"{p.Mode} ({p.Place})").Order(StringComparer.Ordinal).ToList();
            if (lacking.Count > 0)
            {
                staging.Quarantine.Add(
                    file, parts.Line, "mode", parts.Name, $"no row for {string.Join(", ", lacking)}, which most municipalities have",
                    "ask the producer for the missing rows");
                parts.Spoil();
            }
        }
    }

    private Parts Of(string area, TextTable table, int municipality, int years)
    {
        if (!areas.TryGetValue(area, out var parts))
        {
            areas.Add(area, parts = new Parts(table.Line, table.Text(municipality), [.. Enumerable.Range(0, years).Select(_ => new SumOfParts())]));
        }

        return parts;
    }

    private sealed record Parts(long Line, string Name, SumOfParts[] Years)
    {
        public HashSet<(string Place, string Mode)> Seen { get; } = [];

        /// <summary>One of the rows was refused, so that no year has a sum.</summary>
        public void Spoil() => Array.ForEach(Years, year => year.Spoil());
    }
}
