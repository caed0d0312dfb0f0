using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>
/// Brings the figures of a data set's indicators together, one row an area and year; an indicator that has no figure there is absent.
/// A row is said to come from the first payload that had a figure for it.
/// </summary>
internal sealed class SotkanetStaging(DataSet dataSet, SotkanetRegions regions, string gender, StagingArea staging)
{
    private readonly List<string> measures = [.. dataSet.Measures.Select(m => m.Name)];
    private readonly Dictionary<(string Area, Period Year), Row> rows = [];

    /// <summary>Takes in the figures of one indicator.</summary>
    public void Add(LandedFile file, string measure, int indicator, CancellationToken cancellationToken)
    {
        var column = measures.IndexOf(measure);
        foreach (var figure in SotkanetFigures.Read(file, indicator))
        {
            cancellationToken.ThrowIfCancellationRequested();
            staging.RowsRead++;
            if (regions.Find(figure.Region)?.IgnoredBecause is { } reason)
            {
                staging.Ignore(reason);
            }
            else if (Area(file, figure) is { } area && Year(file, figure) is { } year && IsOfGender(file, figure) && Number(file, figure) is { } number)
            {
                Put(file, figure, (area, year), column, number);
            }
        }
    }

    /// <summary>Stages the rows, in the order in which their first figures came.</summary>
    public void Finish()
    {
        var table = staging.Table(dataSet.Id);
        foreach (var ((area, year), row) in rows)
        {
            table.Add(row.File, row.Position, area, year, [], row.Figures);
        }
    }

    private void Put(LandedFile file, SotkanetFigure figure, (string Area, Period Year) key, int column, Measured number)
    {
        if (!rows.TryGetValue(key, out var row))
        {
            rows[key] = row = new Row(file, figure.Position, [.. Enumerable.Repeat(Measured.Absent, measures.Count)]);
        }

        if (row.Figures[column] == Measured.Absent)
        {
            row.Figures[column] = number;
        }
        else if (row.Figures[column] == number)
        {
            staging.Ignore("the same figure was delivered before");
        }
        else
        {
            Refuse(
                file, figure, "value", figure.Value!,
                string.Create(CultureInfo.InvariantCulture, $"differs from {row.Figures[column].Value}, which was delivered before for {key.Area} in {key.Year}"),
                "Ask for each year once, in one request of the settings.");
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

    private bool IsOfGender(LandedFile file, SotkanetFigure figure) => figure.Gender == gender
        || Refuse(file, figure, "gender", figure.Gender, $"was not asked for ({gender} was)", "Change gender in source.yml if it is what you want.") is not null;

    /// <summary>The number; a figure that is there without one is missing, and the producer does not say why.</summary>
    private Measured? Number(LandedFile file, SotkanetFigure figure)
    {
        if (figure.Value is null)
        {
            return Measured.Absent;
        }

        if (figure.TryNumber(out var number))
        {
            return Measured.Of(number);
        }

        Refuse(file, figure, "value", figure.Value, "is not a number with a decimal point", "Tell the producer; the payload is not as documented.");
        return null;
    }

    private string? Refuse(LandedFile file, SotkanetFigure figure, string column, string value, string reason, string remedy)
    {
        staging.Quarantine.Add(file, figure.Position, column, value, $"'{value}' {reason}.", remedy);
        return null;
    }

    private sealed record Row(LandedFile File, long Position, Measured[] Figures);
}
