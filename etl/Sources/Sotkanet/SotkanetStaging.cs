using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>
/// Turns the figures of one indicator into rows of its data set, one row an area, year and gender. The same figure may come in two requests;
/// two that differ are a contradiction, of which the later goes to quarantine.
/// </summary>
internal sealed class SotkanetStaging(DataSet dataSet, SotkanetRegions regions, StagingArea staging)
{
    private readonly bool isBySex = dataSet.Breakdowns.Count > 0;
    private readonly Dictionary<(string Area, Period Year, string Gender), Row> rows = [];

    /// <summary>Takes in the figures of one payload.</summary>
    /// <returns>Whether any has the count behind it.</returns>
    public bool Add(LandedFile file, SotkanetRequest request, CancellationToken cancellationToken)
    {
        var hasCounts = false;
        foreach (var figure in SotkanetFigures.Read(file, request.Indicator))
        {
            cancellationToken.ThrowIfCancellationRequested();
            staging.RowsRead++;
            hasCounts |= figure.AbsValue is not null;
            if (regions.Find(figure.Region)?.IgnoredBecause is { } reason)
            {
                staging.Ignore(reason);
            }
            else if (Area(file, figure) is { } area && Year(file, figure) is { } year && WasAskedFor(file, figure, request) && Figures(file, figure, request) is { } measured)
            {
                Put(file, figure, (area, year, figure.Gender), measured);
            }
        }

        return hasCounts;
    }

    /// <summary>Stages the rows, in the order in which their figures came.</summary>
    public void Finish()
    {
        var table = staging.Table(dataSet.Id);
        foreach (var ((area, year, gender), row) in rows)
        {
            table.Add(row.File, row.Position, area, year, isBySex ? [gender] : [], row.Figures);
        }
    }

    private void Put(LandedFile file, SotkanetFigure figure, (string Area, Period Year, string Gender) key, Measured[] figures)
    {
        if (rows.TryAdd(key, new Row(file, figure.Position, figures)))
        {
            return;
        }

        var before = rows[key].Figures;
        if (figures.SequenceEqual(before))
        {
            staging.Ignore("the same figure was delivered before");
        }
        else
        {
            var position = Enumerable.Range(0, figures.Length).First(i => figures[i] != before[i]);
            Refuse(
                file, figure, "value", Show(figures[position]),
                $"differs from {Show(before[position])}, which was delivered before for {key.Area} in {key.Year}", "Ask for each year once, in one request of the settings.");
        }
    }

    private string? Area(LandedFile file, SotkanetFigure figure) => regions.Find(figure.Region) switch
    {
        null => Refuse(file, figure, "region", figure.Region, $"is not in {SotkanetRegions.PayloadName}, so nobody knows what area it is", "Fetch the source again: the list of regions may have changed meanwhile."),
        { AreaId: null } region => Refuse(
            file, figure, "region", figure.Region, $"is {region.Category} {region.Code}, which is not an area that we know",
            "Add the area to the directory, or name the category under ignore_categories with the reason (source.yml)."),
        var region => region.AreaId,
    };

    private Period? Year(LandedFile file, SotkanetFigure figure)
    {
        if (Period.TryParse(figure.Year, out var year) && year.Frequency == dataSet.Frequency)
        {
            return year;
        }

        Refuse(file, figure, "year", figure.Year, "is not a year", "Tell the producer; the payload is not as documented.");
        return null;
    }

    private bool WasAskedFor(LandedFile file, SotkanetFigure figure, SotkanetRequest request) => request.Genders.Contains(figure.Gender)
        || Refuse(file, figure, "gender", figure.Gender, $"was not asked for ({string.Join(", ", request.Genders)} was)", "Change gender or genders in source.yml if it is what you want.") is not null;

    /// <summary>All measures of the row; null where one cannot be read.</summary>
    private Measured[]? Figures(LandedFile file, SotkanetFigure figure, SotkanetRequest request)
    {
        var measured = Enumerable.Repeat(Measured.Absent, dataSet.Measures.Count).ToArray();
        return TryPut(request.Value, "value", figure.Value) && TryPut(request.Count, "absValue", figure.AbsValue) ? measured : null;

        bool TryPut(int measure, string name, string? text)
        {
            if (measure < 0)
            {
                return true;
            }

            var number = Number(file, figure, name, text);
            measured[measure] = number ?? Measured.Absent;
            return number is not null;
        }
    }

    /// <summary>The number; a figure that is there without one is missing, and the producer does not say why.</summary>
    private Measured? Number(LandedFile file, SotkanetFigure figure, string name, string? text)
    {
        if (text is null)
        {
            return Measured.Absent;
        }

        if (SotkanetFigures.TryNumber(text, out var number))
        {
            return Measured.Of(number);
        }

        Refuse(file, figure, name, text, "is not a number with a decimal point", "Tell the producer; the payload is not as documented.");
        return null;
    }

    private static string Show(Measured figure) => figure.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "nothing";

    private string? Refuse(LandedFile file, SotkanetFigure figure, string column, string value, string reason, string remedy)
    {
        staging.Quarantine.Add(file, figure.Position, column, value, $"'{value}' {reason}.", remedy);
        return null;
    }

    private sealed record Row(LandedFile File, long Position, Measured[] Figures);
}
