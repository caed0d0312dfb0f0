using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.Keva;

/// <summary>A figure of a year: of the employer itself or of a group that it is compared with.</summary>
/// <param name="Year">The year.</param>
/// <param name="Group">The member of the group; <see cref="KevaFile.Own"/> for the employer.</param>
/// <param name="Metric">Which figure: a measure.</param>
/// <param name="Value">The figure.</param>
/// <param name="Line">Its line.</param>
internal readonly record struct KevaFigure(int Year, string Group, string Metric, double Value, long Line);

/// <summary>Reads key figures of the employer service: year, group, metric, value, unit.</summary>
/// <param name="file">The payload.</param>
/// <param name="export">How it is written.</param>
/// <param name="words">Names of groups and metrics.</param>
/// <param name="known">What Keva has published for all municipalities: sickness-absence days a person-year, by year.</param>
/// <param name="staging">Takes what is refused.</param>
internal sealed class KevaFile(LandedFile file, MunicipalExport export, KevaWords words, IReadOnlyDictionary<int, double> known, StagingArea staging)
{
    /// <summary>The group that is the employer itself.</summary>
    public const string Own = "own";

    /// <summary>The columns of the file.</summary>
    public static readonly IReadOnlyList<string> KnownColumns = ["vuosi", "ryhma", "mittari", "arvo", "yksikko"];

    /// <summary>All figures that can be read.</summary>
    public IReadOnlyList<KevaFigure> Read()
    {
        using var table = TextTable.Open(file, export.Format, staging, [.. KnownColumns]);
        var at = KnownColumns.Select(table.Column).ToArray();
        var figures = new List<KevaFigure>();
        var seen = new HashSet<(int, string, string)>();
        while (table.Read())
        {
            if (Row(table, at, seen) is { } figure)
            {
                figures.Add(figure);
            }
        }

        return figures;
    }

    private KevaFigure? Row(TextTable table, int[] at, HashSet<(int, string, string)> seen)
    {
        if (!table.TryYear(at[0], out var year) || !table.TryNumber(at[3], out var value))
        {
            return null;
        }

        var (group, metric) = (words.Groups.GetValueOrDefault(table.Text(at[1])), words.Metrics.GetValueOrDefault(table.Text(at[2])));
        var fault = group is null ? new RowFault(at[1], "a group that is mapped to nothing", "add it under groups: in source.yml")
            : metric is null ? new(at[2], "a metric that is mapped to nothing", "add it under metrics: in source.yml")
            : value is null or < 0 ? new(at[3], "no figure of 0 or more", "correct the figure, or leave the row out")
            : KevaWords.FactorOf(metric, table.Text(at[4])) is null ? new(at[4], $"no unit of {metric} ({string.Join(", ", KevaWords.UnitsOf(metric))})", "correct the unit")
            : seen.Add((year, group, metric)) ? Implausible(at[3], year, group, metric, value!.Value)
            : new RowFault(at[2], "the figure stands in the file twice", "keep the right one");
        if (fault is not null)
        {
            table.Refuse(fault);
            return null;
        }

        return new(year, group!, metric!, value!.Value * KevaWords.FactorOf(metric!, table.Text(at[4]))!.Value, table.Line);
    }

    /// <summary>A level that Keva has published stands fast, and no municipality is away three times as much or a third of it.</summary>
    private RowFault? Implausible(int column, int year, string group, string metric, double value)
    {
        if (metric != KevaWords.SicknessDays || !known.TryGetValue(year, out var level))
        {
            return null;
        }

        return group == Own
            ? value < level / 3 || value > level * 3
                ? new(column, FormattableString.Invariant($"far from {level}, the level of municipalities in {year}"), "check metric and unit")
                : null
            : Math.Abs(value - level) > 0.05 ? new(column, FormattableString.Invariant($"Keva has published {level} for {year}"), "check group, year and metric") : null;
    }
}
