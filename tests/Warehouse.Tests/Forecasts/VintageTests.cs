using Insight.Warehouse.Forecasts;
using Insight.Warehouse.Publications;

namespace Warehouse.Tests.Forecasts;

/// <summary>Forecasts in the lake: added once, found by what they answer, refused when damaged.</summary>
public sealed class VintageTests
{
    private string folder = "";

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("insight-forecasts-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void The_same_question_on_the_same_values_by_the_same_code_is_found()
    {
        var store = new ForecastStore(folder);
        var vintage = Add(store, "20261122T000000Z-aaaaaaaa", "aaaaaaaa1");
        Assert.Multiple(() =>
        {
            Assert.That(store.FindSame("aaaaaaaa1", "slice", "0.1.0")!.Id, Is.EqualTo(vintage.Id));
            Assert.That(store.FindSame("aaaaaaaa2", "slice", "0.1.0"), Is.Null);
            Assert.That(store.FindSame("aaaaaaaa1", "other", "0.1.0"), Is.Null);
            Assert.That(store.FindSame("aaaaaaaa1", "slice", "0.2.0"), Is.Null);
            Assert.That(store.Document(vintage), Is.EqualTo("{}"u8.ToArray()));
        });
    }

    [Test]
    public void The_newest_is_listed_first_and_strange_ids_find_nothing()
    {
        var store = new ForecastStore(folder);
        Add(store, "20261122T000000Z-aaaaaaaa", "aaaaaaaa1");
        Add(store, "20261123T000000Z-bbbbbbbb", "bbbbbbbb1");
        Assert.That(store.All().Select(v => v.Id[..8]), Is.EqualTo(new[] { "20261123", "20261122" }));
        Assert.That(store.Find("../publications/x"), Is.Null);
        Assert.That(new ForecastStore(Path.Combine(folder, "empty")).All(), Is.Empty);
    }

    [Test]
    public void A_vintage_is_never_overwritten()
    {
        var store = new ForecastStore(folder);
        Add(store, "20261122T000000Z-aaaaaaaa", "aaaaaaaa1");
        Assert.That(() => Add(store, "20261122T000000Z-aaaaaaaa", "aaaaaaaa9"), Throws.InstanceOf<IOException>());
        Assert.That(store.All().Single().QuestionHash, Is.EqualTo("aaaaaaaa1"));
    }

    [Test]
    public void A_damaged_document_is_refused_and_named()
    {
        var store = new ForecastStore(folder);
        var vintage = Add(store, "20261122T000000Z-aaaaaaaa", "aaaaaaaa1");
        File.WriteAllText(Path.Combine(store.Folder, "files", vintage.Document + ".json"), "{\"edited\":true}");
        Assert.That(() => store.Document(vintage), Throws.TypeOf<PublicationException>().With.Message.Contains(vintage.Document).And.Message.Contains(vintage.Id));
    }

    private static ForecastVintage Add(ForecastStore store, string id, string question)
    {
        var vintage = new ForecastVintage(
            id, DateTimeOffset.UnixEpoch, "api", "p", "unemployment-rate", 1, "d", "slice", "year", "current", "0.1.0", 0, question, "auto", 4, "2023",
            new Dictionary<string, string>(), ["KU111"], false, store.TakeIn("{}"u8.ToArray()), "rows");
        store.Add(vintage);
        return vintage;
    }
}
