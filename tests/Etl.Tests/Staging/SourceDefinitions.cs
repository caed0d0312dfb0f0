using Insight.Etl.Sources;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using YamlDotNet.RepresentationModel;

namespace Insight.Etl.Tests.Staging;

/// <summary>Descriptions of sources for tests.</summary>
internal static class SourceDefinitions
{
    /// <summary>A source with some data sets and the settings of its connector in YAML.</summary>
    public static SourceDefinition Of(string connector, IReadOnlyList<DataSet> dataSets, string settings = "{}", string? folder = null, DateOnly? recordedOn = null) => new(
        "test", folder ?? "/nowhere", new Dictionary<string, string> { ["fi"] = "Testi", ["sv"] = "Test", ["en"] = "Test" }, "Test", "CC-BY-4.0", null, false, connector,
        "https://producer.example/", "recorded", recordedOn, null, new RequestLimits(), dataSets, Settings(settings));

    /// <summary>A data set.</summary>
    public static DataSet DataSet(string id, Frequency frequency, string[] measures, params string[] breakdowns) => new(
        id, "test", frequency, new Division(new DateOnly(2020, 1, 1)), [.. breakdowns.Select(b => new Breakdown(b, "total"))],
        [.. measures.Select(m => new Measure(m, "persons", true))], false);

    private static SettingsNode Settings(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return new SettingsNode(stream.Documents[0].RootNode, "Test/source.yml", "settings");
    }
}
