using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>
/// The sheet of one municipality: its name and the years as texts in the first row, the sectors below, then compensations, the total, emissions per inhabitant and the inhabitants, and a
/// sentence that names the rule of calculation. The three rows after the compensations are known by their place; that total, sectors and inhabitants agree shows that it is the right one.
/// </summary>
/// <param name="file">The payload.</param>
/// <param name="area">The municipality.</param>
/// <param name="sectors">The sectors by name.</param>
/// <param name="staging">Takes the figures.</param>
internal sealed class EmissionSheet(LandedFile file, string area, Sectors sectors, StagingArea staging)
{
    private const string Rule = "Hinku-laskenta ilman päästöhyvityksiä";

    /// <summary>Most by which a sum of figures with one decimal may differ from the rounded sum, for each figure.</summary>
    private const double Rounding = 0.051;

    private readonly List<(long Line, Sector Sector, double?[] Figures)> rows = [];
    private readonly List<double?[]> below = [];
    private bool isByRule;

    /// <summary>Reads the sheet and stages its figures.</summary>
    /// <exception cref="PayloadException">It is another municipality's, by another rule, or its rows do not add up.</exception>
    public void Stage(string sheet)
    {
        using var table = TextTable.Open(file, TextFormat.Finnish with { Kind = "xlsx", Sheet = sheet }, staging);
        RefuseOther(table.Columns[0]);
        var years = Years(table);
        while (table.Read())
        {
            Read(table, years);
        }

        Check(years);
        for (var i = 0; i < years.Count; i++)
        {
            Put(years[i], i);
        }
    }

    private void RefuseOther(string name)
    {
        if (!staging.Areas.TryById(area, out var expected) || !string.Equals(expected.Name("fi"), name, StringComparison.OrdinalIgnoreCase))
        {
            throw new PayloadException($"{file.Name}:1: the sheet is of '{name}' and not of {area}; correct the code or the address under files: in source.yml.");
        }
    }

    /// <summary>The columns that are years; 2024e is a preliminary one.</summary>
    private List<Year> Years(TextTable table)
    {
        var years = table.Columns.Index().Where(c => c.Item.Length is 4 or 5 && c.Item[..4].All(char.IsAsciiDigit) && (c.Item.Length == 4 || c.Item[4] == 'e'))
            .Select(c => new Year(c.Index, int.Parse(c.Item.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), c.Item.Length == 5)).ToList();
        return years.Count > 0 ? years : throw new PayloadException($"{file.Name}:1: no column is a year such as 2018; the sheet has {string.Join(", ", table.Columns.Select(c => $"'{c}'"))}.");
    }

    private void Read(TextTable table, List<Year> years)
    {
        var label = table.Text(0);
        isByRule |= label.Contains(Rule, StringComparison.OrdinalIgnoreCase);
        var isAfter = rows.Exists(r => r.Sector.IsCompensation);
        if (isAfter && below.Count == 3)
        {
            return;
        }

        var figures = years.Select(year => table.TryNumber(year.Column, out var figure) ? figure : null).ToArray();
        if (isAfter)
        {
            below.Add(figures);
        }
        else if (sectors.Find(label) is { } sector)
        {
            rows.Add((table.Line, sector, figures));
        }
        else
        {
            table.Refuse(0, $"not a sector (known are {sectors.Known})", "if the producer has a new sector, add it under sectors: in source.yml");
            staging.Find(DriftFinding.Of(CheckSeverity.Stop, "municipal-emissions", $"{file.Name} has the row '{label}', which is new or was renamed; without it totals would be too small.", ""));
        }
    }

    private void Check(List<Year> years)
    {
        if (!isByRule || below.Count < 3)
        {
            throw new PayloadException($"{file.Name}: {(isByRule ? "the rows of total, emissions per inhabitant and inhabitants after those of the sectors are missing" : $"no row says '{Rule}'")}; it is another sheet, or another rule of calculation. Nothing was loaded and what is published stays.");
        }

        for (var i = 0; i < years.Count; i++)
        {
            var (counted, total, perInhabitant, inhabitants) = (Counted.Select(r => r.Figures[i]).ToList(), below[0][i], below[1][i], below[2][i]);
            if (counted.TrueForAll(f => f is not null) && (Math.Abs(counted.Sum(f => f!.Value) - total.GetValueOrDefault()) > Rounding * (counted.Count + 1)
                || Math.Abs((total.GetValueOrDefault() * 1000 / inhabitants.GetValueOrDefault(1)) - perInhabitant.GetValueOrDefault()) > 0.1))
            {
                throw new PayloadException(FormattableString.Invariant(
                    $"{file.Name}: the sectors of {years[i].Number} add up to {counted.Sum(f => f!.Value):0.0} kt, while the sheet says {total} kt, {perInhabitant} t an inhabitant and {inhabitants} inhabitants; its rows are not what they were. Nothing was loaded and what is published stays."));
            }
        }
    }

    private IEnumerable<(long Line, Sector Sector, double?[] Figures)> Counted => rows.Where(r => !r.Sector.IsCompensation);

    private void Put(Year year, int at)
    {
        var (emissions, period) = (staging.Table("municipal-emissions"), Period.Year(year.Number));
        foreach (var (line, sector, figures) in Counted)
        {
            emissions.Add(file, line, area, period, [sector.Member], [.. emissions.DataSet.Measures.Select(m => m.Name == "emissions" ? Figure(year, figures[at]) : Measured.Absent)]);
        }

        if (staging.Tables.FirstOrDefault(t => t.DataSet.Id == "municipal-emissions-population") is { } population)
        {
            population.Add(file, rows[^1].Line + 3, area, period, [], [Figure(year, below[2][at])]);
        }
    }

    private static Measured Figure(Year year, double? figure) => figure is not { } number ? Measured.Missing(ObservationStatus.NotAvailable)
        : new Measured(number, year.IsPreliminary ? ObservationStatus.Provisional : ObservationStatus.Normal);

    /// <summary>A column of a year.</summary>
    private sealed record Year(int Column, int Number, bool IsPreliminary);
}
