using System.Globalization;
using Insight.Etl.Run;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary>The difference of two publications as lines for a terminal.</summary>
internal static class PublicationChangesText
{
    /// <summary>Writes a line a slice that differs, and under it the cells that moved most.</summary>
    public static void Write(Workplace place, PublicationManifest? before, PublicationManifest after, TextWriter output)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        output.WriteLine($"{after.Id} against {before?.Id ?? "nothing"}");
        foreach (var difference in PublicationDifference.Compare(connection, place.Lake, before, after))
        {
            output.WriteLine(Line(difference));
            foreach (var mover in difference.Movers)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"    {mover.Area} {mover.Period} {string.Join(' ', mover.Members)}  {mover.OldValue:R} -> {mover.NewValue:R}"));
            }
        }

        foreach (var finding in place.Decisions.Candidates.Find(after.Id)?.Findings ?? [])
        {
            output.WriteLine("! " + finding.Message);
        }
    }

    private static string Line(SliceDifference d) => string.Create(
        CultureInfo.InvariantCulture,
        $"{d.Indicator} ({d.Division}, {d.Frequency.Word()})  added {d.Added}, revised {d.Revised}, withdrawn {d.Withdrawn}, other status {d.StatusChanged}; values {d.Before.Values} -> {d.After.Values}, areas {d.Before.Areas} -> {d.After.Areas}");
}
