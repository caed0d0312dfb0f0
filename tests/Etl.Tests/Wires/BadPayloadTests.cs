using System.Text;
using System.Text.Json.Nodes;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Wires;

/// <summary>JSON whose values are not what the producer documents: whichever of them is wrong, it is read over or the load stops with a sentence for people, never with an error of the program.</summary>
public sealed class BadPayloadTests
{
    private const string Tables = "measures: {population: vaesto}, breakdowns: {sex: {variable: sukupuoli, members: {SSS: total, '1': male, '2': female}}}}]";
    private const string Half = "HALF";

    private static readonly string Payloads = Path.Combine(AppContext.BaseDirectory, "Wires", "payloads");

    private static readonly Dictionary<string, (string Connector, string Settings, (string Name, string Text)[] Files)> Deliveries = new()
    {
        ["pxweb json"] = ("statfin-pxweb-v1", "tables: [{name: t, path: a/11re.px, dataset: people, format: json, " + Tables, [Recorded("t.metadata.json", "statfin-v1.metadata.json"), Recorded("t.json", "statfin-v1.json")]),
        ["pxweb json-stat2"] = ("statfin-pxweb-v1", "tables: [{name: t, path: a/11re.px, dataset: people, format: json-stat2, " + Tables, [Recorded("t.metadata.json", "statfin-v1.metadata.json"), Recorded("t.json", "statfin.json-stat2.json")]),
        ["pxweb 2"] = ("pxweb-v2", "tables: [{name: t, table: 11re, dataset: people, format: json-stat2, " + Tables, [Recorded("t.metadata.json", "statfin.json-stat2.json"), Recorded("t.json", "statfin.json-stat2.json")]),
        ["sotkanet"] = ("sotkanet-rest-1.1", "requests: [{name: pop, dataset: people, years: 2009, indicator: 127, value: population}]",
        [
            ("regions.json", """[{"id":9,"code":"016","category":"KUNTA","title":{"fi":"Asikkala"}},{"id":44,"code":"111","category":"KUNTA"}]"""),
            ("indicator-127.json", """{"id":127,"title":{"fi":"Väestö"},"range":{"start":1990,"end":2024},"primaryValueType":{"code":"num"},"data-updated":"2026-01-15"}"""),
            ("pop.127.json", """[{"indicator":127,"region":9,"year":2009,"gender":"total","value":2406.5}]"""),
        ]),
    };

    private static IEnumerable<TestCaseData> Files() => from delivery in Deliveries from file in delivery.Value.Files select new TestCaseData(delivery.Key, file.Name);

    [TestCaseSource(nameof(Files))]
    public void A_wrong_value_is_read_over_or_stops_the_load_with_a_sentence(string delivery, string file)
    {
        string[] wrong = ["7", "\"x\"", "[]", "null", "{\"x\":7}"];
        foreach (var (path, text) in Spoilt(delivery, file).SelectMany(at => wrong.Select(value => (at.Path, at.With(value)))))
        {
            Assert.That(Stopped(delivery, file, text), Is.Null.Or.InstanceOf<PayloadException>(), $"{path}: {text}");
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Half_a_character_stops_the_load_and_is_told_with_its_place(string delivery, string file)
    {
        foreach (var (path, text) in Spoilt(delivery, file).Select(at => (at.Path, at.With($"\"{Half}\"").Replace(Half, @"a\\b\ude00"))))
        {
            Assert.That(() => Stage(delivery, file, text), Throws.TypeOf<PayloadException>().With.Message.Match($"'{file}' has a text with half a character .*: line 1, byte {text.IndexOf(@"\ude00", StringComparison.Ordinal) + 1}\\."), path);
        }
    }

    [Test]
    public void Whole_characters_and_escaped_backslashes_are_none() =>
        Assert.That(() => Stage("sotkanet", "regions.json", Deliveries["sotkanet"].Files[0].Text.Replace("Asikkala", @"\ud83d\ude00 \\ud83d \u00e4")), Throws.Nothing);

    private static Exception? Stopped(string delivery, string file, string text)
    {
        try
        {
            Stage(delivery, file, text);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>Stages a delivery of which one file has another text.</summary>
    private static void Stage(string delivery, string file, string text)
    {
        var (connector, settings, files) = Deliveries[delivery];
        using var folder = new PayloadFolder();
        var source = SourceDefinitions.Of(connector, [SourceDefinitions.DataSet("people", Frequency.Annual, ["population"], connector == "sotkanet-rest-1.1" ? [] : ["sex"])], settings);
        List<LandedFile> landed = [.. files.Select(f => folder.Add(f.Name, Encoding.UTF8.GetBytes(f.Name == file ? text : f.Text)))];
        Connectors.All.For(source).Stage(source, landed, new StagingArea(AreaDirectory.BuiltIn, source.DataSets), default);
    }

    /// <summary>The places of a file where another value can stand, of lists the first two.</summary>
    private static IEnumerable<(string Path, Func<string, string> With)> Spoilt(string delivery, string file)
    {
        var text = Deliveries[delivery].Files.Single(f => f.Name == file).Text;
        foreach (var path in Paths(JsonNode.Parse(text)!).Select(node => node.GetPath()).ToList())
        {
            yield return (path, value =>
            {
                var root = JsonNode.Parse(text)!;
                Paths(root).First(node => node.GetPath() == path).ReplaceWith(JsonNode.Parse(value));
                return root.ToJsonString();
            });
        }
    }

    private static IEnumerable<JsonNode> Paths(JsonNode node)
    {
        IEnumerable<JsonNode?> inner = node switch { JsonObject o => o.Select(member => member.Value), JsonArray list => list.Take(2), _ => [] };
        return inner.OfType<JsonNode>().SelectMany(child => Paths(child).Prepend(child));
    }

    private static (string, string) Recorded(string name, string file) => (name, File.ReadAllText(Path.Combine(Payloads, file)));
}
