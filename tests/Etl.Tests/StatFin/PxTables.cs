using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.StatFin;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.StatFin;

/// <summary>A small table of population by sex, asked and read as the connector does.</summary>
internal sealed class PxTables : IDisposable
{
    public const string Settings = """
        tables:
          - name: t
            path: StatFin/vaerak/11re.px
            dataset: population
            format: json
            measures: {population: vaesto}
            breakdowns: {sex: {variable: sukupuoli, members: {SSS: total, "1": male, "2": female}}}
            symbols: {"..": not-available, "...": confidential, ".": not-applicable, "-": 0, "*": provisional}
            ignore_areas: {KU199: municipality not known, ELY*: ended}
        """;

    public const string Metadata = """
        {"title":"Väestö","variables":[
          {"code":"alue_23_20260101","text":"Alue","values":["SSS","KU016","KU111"],"valueTexts":["KOKO MAA","Asikkala","Heinola"]},
          {"code":"sukupuoli_9_20180101","text":"Sukupuoli","values":["SSS","1","2"],"valueTexts":["Yhteensä","Miehet","Naiset"],"elimination":true},
          {"code":"ika","text":"Ikä","values":["SSS","000"],"valueTexts":["Yhteensä","0"],"elimination":true},
          {"code":"timeperiod_y","text":"Vuosi","values":["2023","2024","2025"],"valueTexts":["2023","2024","2025"],"time":true},
          {"code":"contentscode","text":"Tiedot","values":["vaerak-vaesto","vaerak-muutos"],"valueTexts":["Väestö 31.12.","Muutos"]}]}
        """;

    private readonly PayloadFolder folder = new();
    private readonly SourceDefinition source;

    public PxTables(string settings = Settings, Frequency frequency = Frequency.Annual)
    {
        source = SourceDefinitions.Of("statfin-pxweb-v1", [SourceDefinitions.DataSet("population", frequency, ["population"], "sex")], settings);
        Staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
    }

    public StagingArea Staging { get; }

    /// <summary>What the connector asks for when the table has these variables.</summary>
    public async Task<IReadOnlyList<PayloadRequest>> AskAsync(string metadata, string origin = "recorded")
    {
        var canned = new CannedOrigin(folder, Enumerable.Range(1, 9).Select(i => $"t.part-{i}.json").Append("t.json")
            .ToDictionary(name => name, _ => "{}").Append(new("t.metadata.json", metadata)).ToDictionary());
        await foreach (var _ in new StatFinConnector().FetchAsync(source with { Origin = origin }, canned, default))
        {
        }

        return canned.Asked;
    }

    /// <summary>Stages an answer; "area period sex: figure" of each row.</summary>
    public IReadOnlyList<string> Stage(string answer, string name = "t.json") => Stage(folder.Add(name, answer));

    public IReadOnlyList<string> Stage(byte[] answer) => Stage(folder.Add("t.json", answer));

    public void Dispose() => folder.Dispose();

    private IReadOnlyList<string> Stage(LandedFile file)
    {
        new StatFinConnector().Stage(source, [file], Staging, default);
        var table = Staging.Table("population");
        return [.. Enumerable.Range(0, table.RowCount).Select(i => FormattableString.Invariant(
            $"{table.Areas[i]} {table.Periods[i]} {table.BreakdownColumn(0)[i]}: {table.MeasureColumn(0)[i].Value}{table.MeasureColumn(0)[i].Status.Code}"))];
    }
}
