using System.Security.Cryptography;
using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Tests.Staging;

namespace Insight.Etl.Tests.Landing;

public sealed class LandingStoreTests
{
    private static readonly LandingManifest Draft = new(
        "statfin", "a.json", "https://producer.example/a", "GET", null, "recorded", new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), "", 0, "application/json", null,
        "Statistics Finland", "CC-BY-4.0", false);

    private string folder = null!;
    private InstantClock clock = null!;
    private LandingStore store = null!;

    [SetUp]
    public void Prepare()
    {
        folder = Directory.CreateTempSubdirectory("insight-landing-").FullName;
        store = new LandingStore(folder, clock = new InstantClock());
    }

    [TearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_payload_lies_under_its_hash_with_its_manifest_beside()
    {
        var landed = await LandAsync(Draft, "Hyvää päivää");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Hyvää päivää")));
        Assert.That(Files(), Is.EquivalentTo(new[] { sha256, sha256 + ".json" }));
        Assert.That(File.ReadAllText(landed.Path), Is.EqualTo("Hyvää päivää"));
        Assert.That(landed.Manifest, Is.EqualTo(Draft with { Sha256 = sha256, Size = 17 }));
        Assert.That(store.ManifestsOf("statfin", sha256), Is.EqualTo(new[] { landed.Manifest }));
        Assert.That(store.List("statfin"), Is.EqualTo(new[] { landed }));
    }

    [Test]
    public async Task The_same_bytes_land_once_and_keep_the_time_of_their_first_fetch()
    {
        var first = await LandAsync(Draft, "1");
        var again = await LandAsync(Draft with { FetchedAt = Draft.FetchedAt.AddDays(1) }, "1");
        Assert.That(again, Is.EqualTo(first));
        Assert.That(Files(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task The_same_bytes_under_another_name_get_a_further_manifest()
    {
        var first = await LandAsync(Draft, "1");
        var second = await LandAsync(Draft with { Name = "b.json" }, "1");
        var third = await LandAsync(Draft with { RequestBody = "{}", Method = "POST" }, "1");
        Assert.That(second.Path, Is.EqualTo(first.Path));
        Assert.That(store.ManifestsOf("statfin", first.Manifest.Sha256), Is.EqualTo(new[] { first.Manifest, second.Manifest, third.Manifest }));
        Assert.That(store.List("statfin"), Is.EquivalentTo(new[] { first, second, third }));
    }

    [Test]
    public async Task Landing_the_same_at_the_same_time_keeps_every_manifest_once()
    {
        var names = Enumerable.Range(0, 20).Select(i => $"{i % 5}.json").ToList();
        var landed = await Task.WhenAll(names.Select(name => Task.Run(() => LandAsync(Draft with { Name = name }, "1"))));
        Assert.That(landed.Select(f => f.Name), Is.EqualTo(names));
        Assert.That(store.ManifestsOf("statfin", landed[0].Manifest.Sha256).Select(m => m.Name), Is.EquivalentTo(names.Distinct()));
    }

    [Test]
    public async Task Bytes_that_were_damaged_later_are_noticed_when_read_and_mended_when_landed_again()
    {
        var landed = await LandAsync(Draft, "{\"a\":12345}");
        await File.WriteAllTextAsync(landed.Path, "{\"a\":12346}");
        Assert.That(() => JsonPayload.Parse(landed), Throws.TypeOf<PayloadException>().With.Message.Contains(landed.Manifest.Sha256).And.Message.Contains("damaged"));
        await LandAsync(Draft, "{\"a\":12345}");
        using var document = JsonPayload.Parse(landed);
        Assert.That(document.RootElement.GetProperty("a").GetInt32(), Is.EqualTo(12345));
    }

    [Test]
    public void What_fails_while_it_arrives_leaves_nothing()
    {
        Assert.That(() => store.LandAsync(Draft, 100, async (stream, token) =>
        {
            await stream.WriteAsync(new byte[50], token);
            throw new IOException("cut");
        }, default), Throws.TypeOf<IOException>());
        Assert.That(() => LandAsync(Draft, new string('x', 101)), Throws.TypeOf<PayloadException>().With.Message.Contains("larger than 100 bytes"));
        Assert.That(() => LandAsync(Draft, ""), Throws.TypeOf<PayloadException>().With.Message.Contains("is empty"));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public async Task Leftovers_of_killed_processes_go_and_those_still_arriving_stay()
    {
        await LandAsync(Draft, "1");
        var (old, young) = (Path.Combine(folder, "statfin", ".arriving-old"), Path.Combine(folder, "statfin", ".arriving-young"));
        await File.WriteAllTextAsync(old, "half");
        await File.WriteAllTextAsync(young, "half");
        File.SetLastWriteTimeUtc(old, clock.GetUtcNow().UtcDateTime.AddDays(-1));
        File.SetLastWriteTimeUtc(young, clock.GetUtcNow().UtcDateTime);
        store.RemoveLeftovers();
        Assert.That((File.Exists(old), File.Exists(young), Files().Length), Is.EqualTo((false, true, 3)));
    }

    [TestCase("..")]
    [TestCase("a/b")]
    public void A_source_id_cannot_lead_out_of_the_landing_folder(string id) =>
        Assert.That(() => LandAsync(Draft with { SourceId = id }, "1"), Throws.ArgumentException);

    private Task<LandedFile> LandAsync(LandingManifest draft, string text) =>
        store.LandAsync(draft, 100, (stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), token).AsTask(), default);

    private string[] Files() => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f))];
}
