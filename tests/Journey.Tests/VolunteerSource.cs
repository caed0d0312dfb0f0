namespace Journey.Tests;

/// <summary>A source and an indicator as a user adds them to a data folder, without a build: invented counts of volunteers.</summary>
internal sealed class VolunteerSource : IDisposable
{
    public const string Indicator = "volunteers";

    public VolunteerSource()
    {
        Write("definitions/sources/Volunteers/source.yml", """
            id: volunteers
            names: {fi: Vapaaehtoiset, sv: Frivilliga, en: Volunteers}
            producer: Nobody; invented for a test
            licence: CC0-1.0
            synthetic: true
            connector: canonical-csv
            base_url: https://volunteers.invalid/
            origin: recorded
            recorded_on: 2026-11-21
            datasets:
              - id: volunteers
                frequency: year
                division: 2026-01-01
                measures: [{name: volunteers, unit: persons, additive: true}]
            settings:
              files: [{name: volunteers.csv, dataset: volunteers}]
            """);
        Write("definitions/sources/Volunteers/checks.yml", """
            - {check: unique, dataset: volunteers}
            - {check: rows, dataset: volunteers, min: 3, why: three municipalities take part}
            - {check: range, dataset: volunteers, measure: volunteers, min: 0, max: 10000}
            """);
        Write("definitions/catalog/residents/volunteers.yml", """
            id: volunteers
            version: 1
            theme: residents
            names: {fi: Vapaaehtoiset, sv: Frivilliga, en: Volunteers}
            descriptions: {fi: Keksitty luku testiä varten., sv: Påhittat tal för ett test., en: An invented figure for a test.}
            unit: {id: persons, fi: henkilöä, sv: personer, en: persons}
            decimals: 0
            direction: higher
            frequencies: [year]
            aggregation: SUM
            inputs:
              volunteers: {dataset: volunteers, measure: volunteers}
            formula: sum(volunteers)
            owner: A test
            sources: [volunteers]
            lag_days: 30
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("insight-volunteers-").FullName;

    /// <summary>What the producer delivers from now on; the header is added.</summary>
    public void Deliver(params string[] rows) =>
        Write("definitions/sources/Volunteers/recorded/volunteers.csv", string.Join('\n', rows.Prepend("area,period,volunteers")) + "\n");

    /// <summary>From now on a delivery has all rows there are; one of four may go at once.</summary>
    public void CoversWholeDataSet()
    {
        const string Path = "definitions/sources/Volunteers/source.yml";
        Write(Path, File.ReadAllText(System.IO.Path.Combine(Folder, Path)).Replace("    frequency: year", "    frequency: year\n    covers: data-set\n    withdraws_at_most: 25", StringComparison.Ordinal));
    }

    /// <summary>Makes the definition the older of two: the newer one counts every second volunteer.</summary>
    /// <param name="from">First day of the newer one; null computes it backwards.</param>
    public void ChangeDefinition(string? from)
    {
        const string Folder = "definitions/catalog/residents/";
        var old = File.ReadAllText(Path.Combine(this.Folder, Folder, "volunteers.yml"));
        Write(Folder + "volunteers@1.yml", old.Replace("version: 1", "version: 1\neffective: {to: 2023-12-31}", StringComparison.Ordinal));
        Write(Folder + "volunteers.yml", old
            .Replace("version: 1", "version: 2" + (from is null ? "" : $"\neffective: {{from: {from}}}"), StringComparison.Ordinal)
            .Replace("sum(volunteers)", "sum(volunteers / 2)", StringComparison.Ordinal));
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
