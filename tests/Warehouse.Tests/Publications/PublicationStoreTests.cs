using System.Text.Json;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Publications;

public sealed class PublicationStoreTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    private LakeBench lake = null!;

    [SetUp]
    public void Open() => lake = new LakeBench();

    [TearDown]
    public void Close() => lake.Dispose();

    [Test]
    public void A_lake_that_is_not_there_yet_is_empty()
    {
        Assert.That(lake.Store.Pointer("public"), Is.Null);
        Assert.That(lake.Store.Current("public"), Is.Null);
        Assert.That(lake.Store.Manifest("20261121T083005Z-1a2b3c4d"), Is.Null);
        Assert.That(lake.Store.Ids(), Is.Empty);
    }

    [Test]
    public void What_is_written_verified_and_made_current_is_what_readers_get()
    {
        var candidate = lake.Manifest("p1", LakeBench.Indicator("population", [], lake.Slice(["KU016 2024 8014", "KU098 2024 22943"])));
        lake.Store.Write(candidate);
        Assert.That(lake.Store.Ids(), Is.EqualTo(new[] { "p1" }));
        Assert.That(lake.Store.Current("public"), Is.Null, "a candidate is not current");
        Assert.That(PublicationVerification.Verify(lake.Connection, lake.Store, lake.Store.Manifest("p1")!, new HashSet<string>()), Is.Empty);
        lake.Store.MakeCurrent("public", "p1", Monday, "published");
        Assert.That(Json(lake.Store.Current("public")), Is.EqualTo(Json(candidate)));
    }

    [Test]
    public void Each_move_of_the_pointer_stays_known_so_that_each_moment_has_its_publication()
    {
        lake.Store.Write(lake.Manifest("p1"));
        lake.Store.Write(lake.Manifest("p2"));
        lake.Store.MakeCurrent("public", "p1", Monday, "published");
        lake.Store.MakeCurrent("public", "p2", Monday.AddDays(7), "published");
        var pointer = lake.Store.MakeCurrent("public", "p1", Monday.AddDays(8), "rolled back: Hollola's figures were wrong");

        Assert.That(lake.Store.Current("public")!.Id, Is.EqualTo("p1"));
        Assert.That(lake.Store.Pointer("public")!.History, Is.EqualTo(pointer.History));
        Assert.That(
            pointer.History,
            Is.EqualTo(new PointerMove[]
            {
                new("p1", Monday, "published"),
                new("p2", Monday.AddDays(7), "published"),
                new("p1", Monday.AddDays(8), "rolled back: Hollola's figures were wrong"),
            }));
        Assert.That(
            new[] { -1, 0, 6, 7, 8, 1000 }.Select(days => pointer.CurrentAt(Monday.AddDays(days))),
            Is.EqualTo(new[] { null, "p1", "p1", "p2", "p1", "p1" }));
        Assert.That(pointer.CurrentAt(Monday.AddDays(7).AddTicks(-1)), Is.EqualTo("p1"));
    }

    [Test]
    public void Only_a_publication_that_exists_can_become_current() => Assert.That(
        () => lake.Store.MakeCurrent("public", "p9", Monday, "published"),
        Throws.TypeOf<PublicationException>().With.Message.EqualTo("There is no publication 'p9'; list them with 'insight publish list'."));

    [Test]
    public void What_was_written_for_one_edition_is_never_shown_as_another()
    {
        lake.Store.Write(lake.Manifest("p1") with { Edition = "partners" });
        Assert.That(
            () => lake.Store.MakeCurrent("public", "p1", Monday, "published"),
            Throws.TypeOf<PublicationException>().With.Message.EqualTo("Publication 'p1' was written for edition 'partners' and may not be shown as 'public'; compute one for 'public'."));
        Assert.That(lake.Store.Pointer("public"), Is.Null);
        lake.Store.MakeCurrent("partners", "p1", Monday, "published");
        Assert.That((lake.Store.Current("partners")!.Id, lake.Store.Current("public")), Is.EqualTo(("p1", (PublicationManifest?)null)));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("../editions/public")]
    [TestCase("p1/../p1")]
    [TestCase("p1.json")]
    [TestCase("p1\\p1")]
    [TestCase("/etc/passwd")]
    [TestCase("p1\0")]
    [TestCase("p 1")]
    [TestCase("å")]
    [TestCase("a123456789b123456789c123456789d123456789e123456789f123456789g123")]
    public void An_id_that_could_lead_elsewhere_names_nothing_and_is_never_written(string id)
    {
        lake.Store.Write(lake.Manifest("p1"));
        lake.Store.MakeCurrent("public", "p1", Monday, "published");
        Assert.That(lake.Store.Manifest(id), Is.Null);
        Assert.That(() => lake.Store.MakeCurrent("public", id, Monday, ""), Throws.TypeOf<PublicationException>());
        Assert.That(() => lake.Store.Write(lake.Manifest(id)), Throws.TypeOf<PublicationException>().With.Message.StartsWith($"'{id}' is not the id of a publication or edition"));
        Assert.That(() => lake.Store.Pointer(id), Throws.TypeOf<PublicationException>());
    }

    [Test]
    public void The_same_content_is_kept_once()
    {
        var first = lake.Slice(["KU016 2024 8014"]);
        var second = lake.Slice(["KU016 2024 8014"]);
        Assert.That(second.File, Is.EqualTo(first.File));
        Assert.That(Directory.GetFiles(lake["files"]), Is.EqualTo(new[] { lake.Store.ParquetPath(first.File) }));
    }

    [Test]
    public void The_same_content_again_mends_a_damaged_file()
    {
        var slice = lake.Slice(["KU016 2024 8014"]);
        File.WriteAllText(lake.Store.ParquetPath(slice.File), "damaged");
        lake.Slice(["KU016 2024 8014"]);
        Assert.That(PublicationStore.HashOf(lake.Store.ParquetPath(slice.File)), Is.EqualTo(slice.File));
    }

    [Test]
    public void Documents_are_read_back_as_they_were_taken_in()
    {
        var document = new AreasDocument(
            [new Area("KU016", AreaLevel.Municipality, "016", new Dictionary<string, string> { ["fi"] = "Asikkala – Ääkkönen" }, null, new DateOnly(2030, 1, 1))],
            [new Membership("KU016", "MK07", new DateOnly(2013, 1, 1), null)],
            [new AreaChange(new DateOnly(2018, 1, 1), "partial", "KU564", "KU139", 0.00207, "417 persons")],
            new DateOnly(2026, 1, 1));
        var hash = lake.Store.TakeIn(document);
        Assert.That(PublicationStore.HashOf(lake.Store.DocumentPath(hash)), Is.EqualTo(hash));
        Assert.That(Json(lake.Store.Document<AreasDocument>(hash)), Is.EqualTo(Json(document)));
        Assert.That(File.ReadAllText(lake.Store.DocumentPath(hash)), Does.Contain("Asikkala – Ääkkönen").And.Contain("\"Municipality\""));
    }

    [Test]
    public void A_document_that_is_missing_is_named_with_what_to_do() => Assert.That(
        () => lake.Store.Document<AreasDocument>("abc"),
        Throws.TypeOf<PublicationException>().With.Message.EqualTo("The lake lacks the document abc; restore it from a copy of the lake, or compute and publish again."));

    [Test]
    public void A_manifest_that_is_damaged_is_named_with_what_to_do()
    {
        lake.Store.Write(lake.Manifest("p1"));
        var path = lake[Path.Combine("publications", "p1.json")];
        File.WriteAllText(path, File.ReadAllText(path)[..100]);
        Assert.That(
            () => lake.Store.Manifest("p1"),
            Throws.TypeOf<PublicationException>().With.Message.StartsWith($"'{path}' is damaged (").And.Message.Contains("restore it from a copy of the lake"));
    }

    [Test]
    public void What_a_killed_writer_left_is_removed_and_nothing_else()
    {
        lake.Store.RemoveHalfWritten();
        var slice = lake.Slice(["KU016 2024 8014"]);
        lake.Store.Write(lake.Manifest("p1", LakeBench.Indicator("population", [], slice)));
        lake.Store.MakeCurrent("public", "p1", Monday, "published");
        var whole = Everything();
        File.WriteAllText(lake[Path.Combine("files", ".0123456789abcdef0123456789abcdef")], "half");
        File.WriteAllText(lake[Path.Combine("publications", "p2.json.0123456789abcdef0123456789abcdef")], "half");
        File.WriteAllText(lake[Path.Combine("editions", "public.json.0123456789abcdef0123456789abcdef")], "half");
        Assert.That(lake.Store.Ids(), Is.EqualTo(new[] { "p1" }));
        lake.Store.RemoveHalfWritten();
        Assert.That(Everything(), Is.EqualTo(whole));

        string[] Everything() => [.. Directory.GetFiles(lake[""], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Test]
    public void Ids_sort_by_time_and_carry_the_head_of_the_content_s_hash()
    {
        var hash = PublicationStore.HashOfText("content");
        var id = PublicationStore.NewId(Monday.ToOffset(TimeSpan.FromHours(2)), hash);
        Assert.That(id, Is.EqualTo($"20261123T060000Z-{hash[..8]}"));
        Assert.That(PublicationStore.NewId(Monday.AddSeconds(1), hash), Is.GreaterThan(id));
    }

    private static string Json(object? document) => JsonSerializer.Serialize(document, PublicationJson.Options);
}
