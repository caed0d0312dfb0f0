using Insight.Etl.Run;

namespace Insight.Etl.Tests.Run;

/// <summary>A data folder with a source and an indicator as a user adds them without a build, invented counts of volunteers; it goes when the test ends.</summary>
internal class UserFolder : IDisposable
{
    public const string Source = "volunteers";

    public UserFolder(string schedule = "", string dataSet = "") => Write("definitions/sources/Volunteers/source.yml", $$"""
        id: volunteers
        names: {fi: Vapaaehtoiset, sv: Frivilliga, en: Volunteers}
        producer: Nobody; invented for a test
        licence: CC0-1.0
        synthetic: true
        connector: canonical-csv
        base_url: https://volunteers.invalid/
        origin: recorded
        recorded_on: 2026-11-21
        {{schedule}}
        datasets:
          - id: volunteers
            frequency: year
            division: 2026-01-01
            measures: [{name: volunteers, unit: persons, additive: true}]
            {{dataSet}}
        settings:
          files: [{name: volunteers.csv, dataset: volunteers}]
        """);

    /// <summary>An indicator of them, so that a run publishes something.</summary>
    public void DefineIndicator() => Write("definitions/catalog/residents/volunteers.yml", """
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

    public string Path { get; } = Directory.CreateTempSubdirectory("insight-user-").FullName;

    public Workplace Open(TimeProvider? clock = null) => Workplace.Open(Path, clock ?? TimeProvider.System);

    public void Deliver(params string[] rows) =>
        Write("definitions/sources/Volunteers/recorded/volunteers.csv", string.Join('\n', rows.Prepend("area,period,volunteers")) + "\n");

    public void Write(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
