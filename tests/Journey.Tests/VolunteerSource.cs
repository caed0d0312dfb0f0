using Insight.Etl.Tests.Run;

namespace Journey.Tests;

/// <summary>A user's source with checks, and its indicator, whose deliveries and definition change.</summary>
internal sealed class VolunteerSource : UserFolder
{
    public const string Indicator = "volunteers";

    public VolunteerSource()
    {
        DefineIndicator();
        Write("definitions/sources/Volunteers/checks.yml", """
            - {check: unique, dataset: volunteers}
            - {check: rows, dataset: volunteers, min: 3, why: three municipalities take part}
            - {check: range, dataset: volunteers, measure: volunteers, min: 0, max: 10000}
            """);
    }

    public string Folder => Path;

    /// <summary>From now on a delivery has all rows there are; one of four may go at once.</summary>
    public void CoversWholeDataSet()
    {
        const string Description = "definitions/sources/Volunteers/source.yml";
        Write(Description, File.ReadAllText(System.IO.Path.Combine(Folder, Description)).Replace("    frequency: year", "    frequency: year\n    covers: data-set\n    withdraws_at_most: 25", StringComparison.Ordinal));
    }

    /// <summary>Makes the definition the older of two: the newer one counts every second volunteer.</summary>
    /// <param name="from">First day of the newer one; null computes it backwards.</param>
    public void ChangeDefinition(string? from)
    {
        const string Home = "definitions/catalog/residents/";
        var old = File.ReadAllText(System.IO.Path.Combine(Folder, Home, "volunteers.yml"));
        Write(Home + "volunteers@1.yml", old.Replace("version: 1", "version: 1\neffective: {to: 2023-12-31}", StringComparison.Ordinal));
        Write(Home + "volunteers.yml", old
            .Replace("version: 1", "version: 2" + (from is null ? "" : $"\neffective: {{from: {from}}}"), StringComparison.Ordinal)
            .Replace("sum(volunteers)", "sum(volunteers / 2)", StringComparison.Ordinal));
    }
}
