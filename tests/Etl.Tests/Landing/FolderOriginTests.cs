using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Tests.Staging;

namespace Insight.Etl.Tests.Landing;

/// <summary>Origins without a server: recorded payloads, deliveries, invented figures.</summary>
public sealed class FolderOriginTests
{
    private static readonly PayloadRequest Asked = new("a.json", "v1/a?x=ä");

    private string folder = null!;
    private InstantClock clock = null!;
    private SourceDefinition source = null!;
    private PayloadOrigins origins = null!;

    [SetUp]
    public void Prepare()
    {
        folder = Directory.CreateTempSubdirectory("insight-origins-").FullName;
        clock = new InstantClock();
        source = SourceDefinitions.Of("inventor", [], folder: Path.Combine(folder, "source"), recordedOn: new DateOnly(2026, 6, 1));
        var generators = new Dictionary<string, PayloadGenerator> { ["inventor"] = (s, request, to) => to.Write(Encoding.UTF8.GetBytes($"{s.Id} {request.Name}")) };
        origins = new PayloadOrigins(new LandingStore(Path.Combine(folder, "landing"), clock), PayloadOrigins.NewHttp(), Path.Combine(folder, "deliveries"), generators, clock);
        Directory.CreateDirectory(Path.Combine(source.Folder, "recorded"));
        Directory.CreateDirectory(Path.Combine(folder, "deliveries", "test"));
    }

    [TearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_recorded_payload_carries_the_producers_address_and_the_day_of_recording()
    {
        await File.WriteAllTextAsync(Path.Combine(source.Folder, "recorded", "a.json"), "{}");
        var landed = await origins.For(source).LandAsync(Asked, default);
        Assert.That(landed.Manifest, Has.Property("Url").EqualTo("https://producer.example/v1/a?x=%C3%A4").And.Property("Origin").EqualTo("recorded")
            .And.Property("FetchedAt").EqualTo(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)).And.Property("ContentType").EqualTo("application/json"));
        Assert.That((origins.For(source).Has("a.json"), origins.For(source).Has("b.json")), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_payload_that_was_not_recorded_is_named_with_its_address() =>
        Assert.That(() => origins.For(source).LandAsync(Asked, default), Throws.TypeOf<PayloadException>()
            .With.Message.Contains("no recorded payload 'a.json'").And.Message.Contains("https://producer.example/v1/a"));

    [TestCase("../../etc/passwd")]
    [TestCase("..")]
    [TestCase("")]
    public void A_name_cannot_lead_out_of_the_folder(string name)
    {
        foreach (var origin in new[] { "recorded", "deliveries" })
        {
            Assert.That(() => origins.For(source with { Origin = origin }).LandAsync(Asked with { Name = name }, default), Throws.TypeOf<PayloadException>());
            Assert.That(origins.For(source with { Origin = origin }).Has(name), Is.False);
        }
    }

    [Test]
    public async Task A_delivery_lands_with_its_own_date_and_without_a_path_of_this_machine()
    {
        var path = Path.Combine(folder, "deliveries", "test", "a.json");
        await File.WriteAllTextAsync(path, "{}");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc));
        var landed = await origins.For(source with { Origin = "deliveries" }).LandAsync(Asked, default);
        Assert.That(landed.Manifest, Has.Property("Url").EqualTo("deliveries/test/a.json").And.Property("Origin").EqualTo("delivered")
            .And.Property("FetchedAt").EqualTo(clock.GetUtcNow()).And.Property("LastModified").EqualTo(new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public void Nothing_delivered_is_said() =>
        Assert.That(() => origins.For(source with { Origin = "deliveries" }).LandAsync(Asked, default), Throws.InstanceOf<PayloadException>().With.Message.Contains("Nothing was delivered"));

    [Test]
    public async Task Invented_payloads_say_so_and_only_a_synthetic_source_has_them()
    {
        var invented = source with { Origin = "synthetic", Synthetic = true };
        var landed = await origins.For(invented).LandAsync(Asked, default);
        Assert.That((landed.Manifest.Origin, landed.Manifest.Synthetic, File.ReadAllText(landed.Path)), Is.EqualTo(("synthetic", true, "test a.json")));
        Assert.That(() => origins.For(invented with { Synthetic = false }), Throws.ArgumentException.With.Message.Contains("synthetic: true"));
        Assert.That(() => origins.For(invented with { Connector = "other" }), Throws.TypeOf<PayloadException>().With.Message.Contains("invents nothing"));
    }
}
